// What the browser keeps for us, in this tab and for good. Null where it allows no storage: every use has to bear that.

const kept = (where) => {
  try {
    return window[where];
  } catch {
    return null;
  }
};

export const tab = kept("sessionStorage");
export const lasting = kept("localStorage");

// What our own scripts say when the server sends on to the login page: the session has ended, and nothing was done.

export const SIGN_IN = "Du behöver logga in igen. Det du har skrivit finns kvar här.";

// The answer to a fetch with redirect: "manual".
export const isOver = (answer) => answer.type === "opaqueredirect" || answer.status === 403;

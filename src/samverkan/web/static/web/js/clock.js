// What the clock shows, as Swedes write it: 14.32.
export const clock = () => new Date().toLocaleTimeString("sv-SE", { hour: "2-digit", minute: "2-digit" }).replace(":", ".");

/** A rule as a sentence: words, and slots that can change. */
export type Part = { text: string } | { slot: string };

/** Split "When … {pages} for {seconds}." into its words and slots. */
export function parts(sentence: string): Part[] {
  return sentence
    .split(/(\{\w+\})/)
    .filter((piece) => piece !== "")
    .map((piece) => (piece.startsWith("{") ? { slot: piece.slice(1, -1) } : { text: piece }));
}

/** What a rule does with a visitor: speak, or be quiet and why. */
export function wouldSay(rule: { night: boolean }, visitor: { hour: number; chatting: boolean }, night: { from: number; to: number }): "bubble" | "night" | "busy" {
  if (visitor.chatting) return "busy";
  const isNight = visitor.hour >= night.from || visitor.hour < night.to;
  return isNight && !rule.night ? "night" : "bubble";
}

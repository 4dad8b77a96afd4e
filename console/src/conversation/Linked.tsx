const address = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]}。，；：！？）])/g;

/** Text as text; web addresses in it become links that tell the other site nothing. */
export function Linked({ text }: { text: string }) {
  return text.split(address).map((part, at) => (at % 2 ? <a key={at} className="link" href={part} target="_blank" rel="noopener noreferrer nofollow">{part}</a> : part));
}

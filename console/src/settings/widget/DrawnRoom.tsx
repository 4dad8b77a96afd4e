/** A room with a lamp: the product on the preview's page. */
export function DrawnRoom() {
  return (
    <svg viewBox="0 0 528 560" preserveAspectRatio="xMidYMid slice" aria-hidden>
      <rect width="528" height="560" fill="#E6DAC6"/>
      <rect y="430" width="528" height="130" fill="#C4A982"/>
      <rect y="430" width="528" height="5" fill="#B49770"/>
      <path d="M166 226 62 430h404L362 226z" fill="#FBEFD3" opacity=".62"/>
      <ellipse cx="264" cy="462" rx="206" ry="22" fill="#E9D6AE" opacity=".75"/>
      <path d="M146 226a118 118 0 0 1 236 0z" fill="#B98A4A"/>
      <path d="M146 226a118 118 0 0 1 118-118v118z" fill="#C79A5B"/>
      <circle cx="264" cy="232" r="17" fill="#FFF0C4"/>
      <rect x="258" y="226" width="12" height="220" fill="#87632F"/>
      <rect x="192" y="440" width="144" height="18" rx="9" fill="#87632F"/>
      <rect x="258" y="96" width="12" height="14" rx="4" fill="#87632F"/>
      <rect x="392" y="412" width="96" height="16" rx="3" fill="#2C6A66"/>
      <rect x="400" y="396" width="84" height="16" rx="3" fill="#A8552F"/>
      <rect x="396" y="382" width="78" height="14" rx="3" fill="#F3EBDA"/>
      <path d="M62 430v-44a22 22 0 0 1 44 0v44z" fill="#F3EBDA"/>
      <path d="M84 366c-4-40-26-52-40-58 2 30 16 48 40 58m0 0c2-48 18-66 38-78 2 38-12 62-38 78" fill="#5E7F68"/>
    </svg>
  );
}

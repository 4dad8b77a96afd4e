import { t } from "../../i18n";

const card = { fill: "var(--surface)", stroke: "var(--line-2)" };
const word = { fill: "var(--ink-2)", stroke: "none", font: "500 15px var(--font-console)" };

/** One article, the same answer in three languages. */
export function OneArticleThreeLanguages() {
  return (
    <svg className="draw" viewBox="0 0 320 176" role="img" aria-label={t("article.drawing")} fill="none" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
      <path stroke="var(--line-2)" d="M120 88h84M162 88V52a16 16 0 0 1 16-16h26M162 88v36a16 16 0 0 0 16 16h26" />
      <rect x="24" y="20" width="96" height="136" rx="12" style={{ fill: "var(--paper)", stroke: "var(--line-2)" }} />
      <path stroke="var(--ink-2)" d="M42 44h40" />
      <path stroke="var(--line-2)" d="M42 64h60M42 80h60M42 96h48M42 116h60M42 132h36" />
      <rect x="204" y="16" width="92" height="40" rx="12" style={card} />
      <rect x="204" y="120" width="92" height="40" rx="12" style={card} />
      <rect x="204" y="68" width="92" height="40" rx="12" style={{ fill: "var(--accent-soft)", stroke: "var(--accent)" }} />
      <text x="250" y="41" textAnchor="middle" style={word} lang="en">Two years</text>
      <text x="250" y="145" textAnchor="middle" style={word} lang="ar">سنتان</text>
      <text x="250" y="93" textAnchor="middle" style={{ ...word, fill: "var(--accent)" }} lang="zh">两年质保</text>
    </svg>
  );
}

import type { Delivery } from "../../api/shapes";
import { t } from "../../i18n";

/** How the store is paid and what it promises, in its own words; to change it, change it there. */
export function Terms({ told }: { told: Delivery }) {
  return (
    <>
      <section>
        <h3>{t("delivery.payment")}</h3>
        <p className="meta">{t("delivery.payment_line")}</p>
        {told.payment_methods?.length ? <p className="chips">{told.payment_methods.map((method) => <span key={method} className="pill">{method}</span>)}</p> : <p>{t("delivery.payment_none")}</p>}
      </section>
      <section>
        <h3>{t("delivery.policies")}</h3>
        <p className="meta">{t("delivery.policies_line")}</p>
        {told.policies.map((policy) => (
          <details key={policy.title} className="policy">
            <summary>{policy.title}</summary>
            <p>{policy.text}</p>
            {policy.url && <a href={policy.url} target="_blank" rel="noreferrer">{t("delivery.policy_open")}</a>}
          </details>
        ))}
        {!told.policies.length && <p>{t("delivery.policies_none")}</p>}
      </section>
    </>
  );
}

import { Menu, MenuItem, Popover, Separator } from "react-aria-components";
import type { Team } from "../api/shapes";
import { useResource } from "../api/resource";
import { t } from "../i18n";
import { Avatar } from "../ui/Marks";
import { act, handOver } from "./actions";

/** The colleagues to hand a conversation over to, those who are there first. */
export function HandOverItems({ id }: { id: string }) {
  return (
    <Popover className="float" placement="bottom end">
      <Colleagues id={id} />
    </Popover>
  );
}

function Colleagues({ id }: { id: string }) {
  const { data: team } = useResource<Team>("/team");
  const others = (team?.people ?? []).filter((person) => !person.you).sort((a, b) => Number(b.available) - Number(a.available));
  return (
    <Menu aria-label={t("talk.hand_over")}>
      {others.map((person) => (
        <MenuItem key={person.id} id={person.id} textValue={person.name} onAction={() => void handOver(id, person)}>
          <Avatar name={person.name} on={person.available} />
          <span className="grow">{person.name}</span>
          {!person.available && <span className="meta">{t("rail.away")}</span>}
        </MenuItem>
      ))}
      {others.length > 0 && <Separator />}
      <MenuItem onAction={() => void act(id, "release")}>{t("talk.release")}</MenuItem>
    </Menu>
  );
}

import { Check, ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import {
  Button, Checkbox, FieldError, Input, Label, ListBox, ListBoxItem, Popover, Radio, RadioGroup,
  Select, SelectValue, Switch, Text, TextArea, TextField, type TextFieldProps,
} from "react-aria-components";

interface Common {
  label: string;
  hint?: ReactNode;
  wrong?: string | undefined; // the server's or our own refusal of this field
}
type TextProps = Common & Omit<TextFieldProps, "children"> & { area?: boolean; rows?: number; before?: ReactNode; after?: ReactNode; placeholder?: string; lang?: string; dir?: "rtl" | "ltr" };

/** A refusal is shown and does not lock the form: the browser's own validity would keep it from being sent again. */
const said = (wrong: string | undefined) => (wrong ? "aria" : "native");

/** One line or several of text, with its label, hint and refusal. */
export function TextInput({ label, hint, wrong, area, rows, before, after, placeholder, lang, dir, ...rest }: TextProps) {
  const around = before || after;
  return (
    <TextField {...rest} className="field" isInvalid={Boolean(wrong)} validationBehavior={said(wrong)}>
      <Label className="label">{label}</Label>
      {area ? (
        <TextArea className="input" rows={rows ?? 4} placeholder={placeholder} lang={lang} dir={dir} />
      ) : around ? (
        <span className="input">
          {before && <span className="unit">{before}</span>}
          <Input placeholder={placeholder} lang={lang} dir={dir} />
          {after && <span className="unit">{after}</span>}
        </span>
      ) : (
        <Input className="input" placeholder={placeholder} lang={lang} dir={dir} />
      )}
      {hint && !wrong && <Text slot="description" className="hint">{hint}</Text>}
      <FieldError className="wrong">{wrong}</FieldError>
    </TextField>
  );
}

type NumberProps = Common & { value: number | null; onChange: (value: number | null) => void; min?: number; max?: number; before?: ReactNode; after?: ReactNode; isDisabled?: boolean };

/** A number typed plainly; empty is null. */
export function NumberInput({ value, onChange, min = 0, max, ...rest }: NumberProps) {
  const read = (text: string) => {
    const digits = text.replace(/[^\d.]/g, "");
    if (digits === "") return onChange(null);
    onChange(Math.max(min, Math.min(max ?? Infinity, Number(digits) || 0)));
  };
  return <TextInput {...rest} inputMode="decimal" value={value === null ? "" : String(value)} onChange={read} />;
}

export interface Option<K extends string> { id: K; name: string; lang?: string }
type PickProps<K extends string> = Common & { value: K; options: Option<K>[]; onChange: (value: K) => void; isDisabled?: boolean };

/** One of several, from a list that opens. */
export function Pick<K extends string>({ label, hint, wrong, value, options, onChange, isDisabled }: PickProps<K>) {
  return (
    <Select className="field" value={value} onChange={(key) => onChange(key as K)} isInvalid={Boolean(wrong)} validationBehavior={said(wrong)} isDisabled={isDisabled}>
      <Label className="label">{label}</Label>
      <Button className="input">
        <SelectValue className="cut">{({ selectedText }) => selectedText}</SelectValue>
        <ChevronDown className="i i-16" aria-hidden />
      </Button>
      {hint && !wrong && <Text slot="description" className="hint">{hint}</Text>}
      <FieldError className="wrong">{wrong}</FieldError>
      <Popover className="float" offset={4}>
        <ListBox items={options}>
          {(option) => <ListBoxItem id={option.id} textValue={option.name}><span className="grow" lang={option.lang}>{option.name}</span>{option.id === value && <Check className="i i-16 end" aria-hidden />}</ListBoxItem>}
        </ListBox>
      </Popover>
    </Select>
  );
}

type SegmentProps<K extends string> = { label: string; value: K; options: Option<K>[]; onChange: (value: K) => void };

/** One of two or three, side by side. */
export function Segments<K extends string>({ label, value, options, onChange }: SegmentProps<K>) {
  return (
    <RadioGroup className="seg" aria-label={label} value={value} onChange={(key) => onChange(key as K)} orientation="horizontal">
      {options.map((option) => <Radio key={option.id} value={option.id}>{option.name}</Radio>)}
    </RadioGroup>
  );
}

/** On or off, at once. */
export function Toggle({ children, selected, onChange, isDisabled }: { children: ReactNode; selected: boolean; onChange: (on: boolean) => void; isDisabled?: boolean }) {
  return (
    <Switch className="switch" isSelected={selected} onChange={onChange} isDisabled={isDisabled}>
      <span className="track" />
      <span>{children}</span>
    </Switch>
  );
}

/** A box to tick. */
export function Tick({ children, selected, onChange }: { children: ReactNode; selected: boolean; onChange: (on: boolean) => void }) {
  return (
    <Checkbox className="check" isSelected={selected} onChange={onChange}>
      <span className="tick"><Check className="i i-16" aria-hidden /></span>
      <span>{children}</span>
    </Checkbox>
  );
}

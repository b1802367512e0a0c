/** Prints the register of a day or of a year: to be read and signed, or as a table for other programs. */
import { useEffect, useRef, useState } from "react";
import { api } from "@/api/generated/api";
import { Button } from "@/components/Button";
import { Combobox } from "@/components/Combobox";
import { Field } from "@/components/Field";
import { Flow, focusNamed } from "@/components/Flow";
import { matches } from "@/lib/fold";
import { t, word } from "@/lib/i18n";
import { say } from "@/lib/messages";
import { useEmergencies, usePaperPrinter } from "@/lib/queries";
import { useWrite } from "@/lib/write";
import { DateField } from "@/components/DateField";
import { PrinterField } from "@/components/PrinterField";
import { PrintFile } from "@/components/PrintFile";
import { printerMissing, usePrintForm } from "@/components/usePrintForm";

const FORMATS = ["pdf", "csv"];

export function RegisterBook({ onLeave }: { onLeave: () => void }) {
  const printer = usePaperPrinter();
  return printer !== undefined && <BookForm printer={printer} onLeave={onLeave} />;
}

function BookForm({ printer, onLeave }: { printer: string; onLeave: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  const [wish, setWish] = useState({ day: "", year: "", format: "pdf" });
  const registers = (useEmergencies().data ?? []).map((it) => ({ id: it.id, label: it.name }));
  const [register, setRegister] = useState<string | null>(null);
  const form = usePrintForm(box, printer);
  const { problemOf, refuse } = form;
  const isTable = wish.format === "csv";
  const isOfDay = wish.day.trim() !== "";
  const to = isTable ? { ...form.to, printer: "" } : form.to;
  useEffect(() => focusNamed(box.current, "day"), []);
  // Enter on the format went on to the printer, which a table does not have.
  useEffect(() => {
    if (isTable && !box.current?.contains(document.activeElement)) focusNamed(box.current, "path");
  }, [isTable]);
  const change = (part: Partial<typeof wish>) => {
    setWish((now) => ({ ...now, ...part }));
    form.clear();
  };
  const print = useWrite(() => (register ? api.printEmergency({ register, format: wish.format, to }) : api.printRegisterBook({ ...wish, year: isOfDay ? "" : wish.year, to })), [], {
    onDone: (n) => {
      say(to.path ? t("book.saved", { n, path: to.path }) : t("book.printed", { n }));
      // Whoever went on meanwhile is not called back.
      if (box.current) onLeave();
    },
    // A table has no printer, only a file that was not named.
    onProblem: (refused) => refuse(isTable && refused.field === "printer" ? { ...refused, field: "path" } : refused),
  });
  const finish = () => {
    if (!isTable && form.hasUnknownPrinter) refuse(printerMissing);
    else print.run(undefined);
  };
  const formats = FORMATS.map((id) => ({ id, label: word("book_format", id) }));
  const ofRegister = registers.find((it) => it.id === register);
  const name = ofRegister ? ofRegister.label.replaceAll("/", "-") : `${t("book.file")} ${isOfDay ? wish.day : wish.year}`.trim();
  return (
    <div ref={box} className="pane" data-part="book">
      <Flow label={t("book.title")} onFinish={finish} finishLabel={t("book.finish")} onLeave={onLeave} isDisabled={print.isRunning}>
        <h2>{t("book.title")}</h2>
        <div className="fields">
          {registers.length > 0 && (
            <Combobox
              name="register"
              size="half"
              label={t("book.register")}
              value={ofRegister ?? null}
              onChange={(it) => setRegister(it?.id ?? null)}
              find={(typed) => registers.filter((it) => matches(it.label, typed))}
              help={t("book.register_empty")}
            />
          )}
          {register === null && <DateField name="day" label={t("book.day")} value={wish.day} onChange={(day) => change({ day })} emptyHelp={t("book.day_empty")} problem={problemOf("day")} />}
          {register === null && <Field
            name="year"
            label={t("book.year")}
            value={isOfDay ? "" : wish.year}
            onChange={(year) => change({ year })}
            help={t("book.year_empty")}
            problem={problemOf("year")}
            isDisabled={isOfDay}
            size="short"
            isNumeric
          />}
          <Combobox
            name="format"
            size="short"
            label={t("book.format")}
            value={formats.find((it) => it.id === wish.format) ?? null}
            onChange={(it) => it && change({ format: it.id })}
            find={(typed) => formats.filter((it) => matches(it.label, typed))}
          />
          {!isTable && <PrinterField {...form.printerField} problem={problemOf("printer")} />}
          <PrintFile
            {...form.fileField}
            label={t(isTable ? "print.table" : "print.file")}
            fileName={`${name}.${wish.format}`}
            problem={problemOf("path")}
            scope={box}
          />
        </div>
        <div className="buttons">
          <Button look="primary" keys="Ctrl+Enter" isInFlow onPress={finish} isDisabled={print.isRunning}>
            {t(print.isRunning ? "book.running" : "book.finish")}
          </Button>
          <Button look="quiet" keys="Escape" onPress={onLeave}>
            {t("flow.leave")}
          </Button>
        </div>
      </Flow>
    </div>
  );
}

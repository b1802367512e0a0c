/** The window's words: Czech first, English second, both from the locale folder. */
import { i18n } from "@lingui/core";
import { compileMessage } from "@lingui/message-utils/compileMessage";
import cs from "@locales/cs.json";
import en from "@locales/en.json";

/** The id of a text; an unknown one does not compile. */
export type TextId = keyof typeof cs;
export type Language = "cs" | "en";
export type Values = Record<string, string | number>;

i18n.setMessagesCompiler(compileMessage);
i18n.load({ cs, en });
i18n.activate("cs");

export { i18n };

/** Returns the text in the language of the window. */
export function t(id: TextId, values?: Values): string {
  return i18n._(id, values);
}

/** Returns the text of a code of the desk, such as a verb or a state; the code itself when it is new to us. */
export function word(group: string, code: string): string {
  const id = `${group}.${code}`;
  return id in cs ? i18n._(id) : code;
}

export function currentLanguage(): Language {
  return i18n.locale === "en" ? "en" : "cs";
}

/** Turns the whole window into the other language. */
export function speak(language: string): void {
  const wanted = language === "en" ? "en" : "cs";
  document.documentElement.lang = wanted;
  if (i18n.locale !== wanted) i18n.activate(wanted);
}

/** A letter as a person knows it: its reference number, or its JID until there is one, and what it is about. No line ends within the number. */
interface Props {
  letter: { reference: string | null; jid: string; subject: string };
}

export function LetterName({ letter }: Props) {
  return (
    <>
      <span className="mark">{letter.reference ?? letter.jid}</span> – {letter.subject}
    </>
  );
}

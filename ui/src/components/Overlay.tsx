/** What floats over the window: the palette and the help. Never over a document that waits for a decision. */
import type { ReactNode } from "react";
import { Dialog, Modal, ModalOverlay } from "react-aria-components";

interface Props {
  label: string;
  onClose: () => void;
  children: ReactNode;
}

export function Overlay({ label, onClose, children }: Props) {
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal className="overlay-box">
        <Dialog className="overlay-dialog" aria-label={label}>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

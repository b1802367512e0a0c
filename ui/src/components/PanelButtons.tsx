/** The two ways out of a panel. */
import { t } from "@/lib/i18n";
import { Button } from "./Button";

interface Props {
  label: string;
  onFinish: () => void;
  onLeave: () => void;
  isBusy: boolean;
  leaveLabel?: string;
  look?: "primary" | "danger";
}

export function PanelButtons({ label, onFinish, onLeave, isBusy, leaveLabel = t("flow.leave"), look = "primary" }: Props) {
  return (
    <div className="buttons">
      <Button look={look} keys="Ctrl+Enter" isInFlow onPress={onFinish} isDisabled={isBusy}>
        {label}
      </Button>
      <Button look="quiet" keys="Escape" onPress={onLeave}>
        {leaveLabel}
      </Button>
    </div>
  );
}

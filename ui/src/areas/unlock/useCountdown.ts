/** Seconds that go by. */
import { useEffect, useState } from "react";

export function useCountdown(): [number, (seconds: number) => void] {
  const [until, setUntil] = useState(0);
  const [leftS, setLeftS] = useState(0);
  useEffect(() => {
    if (until === 0) return;
    const tick = () => setLeftS(Math.max(0, Math.ceil((until - performance.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [until]);
  return [leftS, (seconds) => setUntil(seconds > 0 ? performance.now() + seconds * 1000 : 0)];
}

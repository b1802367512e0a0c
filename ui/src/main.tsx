/** Starts the window. */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { newQueryClient, startQuery } from "./lib/queries";

const root = document.getElementById("root");
if (root) {
  const client = newQueryClient();
  // Asked for before anything is drawn: the answer comes while the window is being made.
  void client.prefetchQuery(startQuery);
  createRoot(root).render(
    <StrictMode>
      <App client={client} />
    </StrictMode>,
  );
}

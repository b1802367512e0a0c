//! sync_sim.

//! The teams of who is signed in, for the frame. Only what the server renders asks.

use std::sync::Arc;

use leptos::prelude::*;

use crate::ssr::Teams;

#[derive(Clone)]
struct MyTeams(Arc<Teams>);

/// Provides the teams to everything below.
pub fn provide_teams(teams: Arc<Teams>) {
    provide_context(MyTeams(teams));
}

/// Gets the teams.
pub fn use_teams() -> Arc<Teams> {
    expect_context::<MyTeams>().0
}

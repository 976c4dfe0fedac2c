//! The teams of who is signed in, asked for before an app page is made: its frame names them.

use std::sync::Arc;

use axum::{extract::Request, middleware::Next, response::Response};
use contract::teams::Team;

use super::PageRequest;
use crate::{
    client::{ClientError, Result, ask},
    layout::place::team_slug,
};

/// The teams of who is signed in.
#[derive(Clone, Debug, Default)]
pub struct Teams {
    /// Theirs, the one joined last first, as far as one page goes.
    pub mine: Vec<Team>,
    /// Whether they have more.
    pub is_cut: bool,
    /// The one that the page's address names, if it is one of theirs.
    pub named: Option<Team>,
    /// The one of the frame: that of the address, else the one in which they were last at work.
    pub current: Option<Team>,
    /// Why they are unknown, if they are.
    pub refusal: Option<ClientError>,
}

impl Teams {
    async fn ask(page: &PageRequest) -> Self {
        let (mine, is_cut) = match page.client.get(ask::my_teams::<Team>()).await {
            Ok(list) => (list.items, list.next_cursor.is_some()),
            Err(error) => {
                return Self {
                    refusal: Some(error),
                    ..Self::default()
                };
            }
        };
        let mut teams = Self {
            mine,
            is_cut,
            ..Self::default()
        };
        if let Some(slug) = team_slug(&page.path) {
            teams.find(page, slug).await;
        }
        let last = page.user.as_ref().and_then(|user| user.team_id);
        let last = teams.mine.iter().find(|team| last == Some(team.id));
        let current = teams.named.as_ref().or(last).or(teams.mine.first());
        teams.current = current.cloned();
        teams
    }

    /// Finds the team of the address, and remembers it as the one in which the user is at work.
    async fn find(&mut self, page: &PageRequest, slug: &str) {
        let known = self.mine.iter().find(|team| team.slug == slug).cloned();
        let found = match known {
            None if self.is_cut => team_at(page, slug).await,
            known => Ok(known),
        };
        match found {
            Ok(team) => self.named = team,
            Err(error) => self.refusal = Some(error),
        }
        let last = page.user.as_ref().and_then(|user| user.team_id);
        if let Some(team) = self.named.as_ref().filter(|team| last != Some(team.id)) {
            // The page does not depend on it.
            drop(page.client.select_team(team.id).await);
        }
    }
}

async fn team_at(page: &PageRequest, slug: &str) -> Result<Option<Team>> {
    match page.client.get(ask::team_at(slug)).await {
        Ok(found) => Ok(found.items.into_iter().next()),
        // What cannot be a word in addresses is no team's.
        Err(error) if error.status() == 422 => Ok(None),
        Err(error) => Err(error),
    }
}

/// Asks for the teams of whoever sees the page.
pub(super) async fn layer(mut request: Request, next: Next) -> Response {
    let page = request.extensions().get::<PageRequest>().cloned();
    if let Some(mut page) = page.filter(|page| page.user.is_some()) {
        page.teams = Arc::new(Teams::ask(&page).await);
        request.extensions_mut().insert(page);
    }
    next.run(request).await
}

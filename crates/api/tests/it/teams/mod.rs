//! Teams: made, changed, given up, handed over.

mod deletion;
mod manage;
mod mfa;
mod races;
mod transfer;

use contract::{path, teams::Team};
use http::StatusCode;
use testkit::{Client, TestTeam};

/// The team, as somebody sees it.
async fn seen(client: &Client, team: &TestTeam) -> Team {
    let answer = client.get(&team.path(path::TEAM)).await;
    answer.with(StatusCode::OK).json()
}

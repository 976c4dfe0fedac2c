//! What the rows say, by their number.

use chrono::{DateTime, Utc};
use contract::{
    Locale, MemberId, TeamId, Theme, UserId,
    audit::Fact,
    projects::{ProjectGrantLevel, ProjectStatus},
    roles::TeamRole,
};
use db::entity::{project_grants, projects, teams, users};
use uuid::Uuid;

use super::Seeded;
use crate::{
    audit::{Entry, Facts},
    search,
    seed::{ADMIN_EMAIL, USER_EMAIL},
};

pub(super) fn user(
    number: usize,
    id: Uuid,
    password_hash: &str,
    at: DateTime<Utc>,
) -> users::Model {
    const FIRST: [&str; 8] = [
        "Ada",
        "Barbara",
        "Edsger",
        "Grace",
        "Hedy",
        "Katherine",
        "Niklaus",
        "Radia",
    ];
    const LAST: [&str; 7] = [
        "Allen", "Dijkstra", "Hopper", "Johnson", "Liskov", "Perlman", "Wirth",
    ];
    let (email, first_name, last_name) = match number {
        0 => (ADMIN_EMAIL.to_owned(), "Alex", "Admin".to_owned()),
        1 => (USER_EMAIL.to_owned(), "Ada", "Lovelace".to_owned()),
        _ => (
            format!("person{number:07}@example.com"),
            pick(&FIRST, number),
            format!("{} {number}", pick(&LAST, number)),
        ),
    };
    users::Model {
        id,
        email,
        password_hash: Some(password_hash.to_owned()),
        name_key: search::name_key(&format!("{first_name} {last_name}")),
        last_name_key: search::name_key(&last_name),
        first_name: first_name.to_owned(),
        last_name,
        // A few have left.
        is_active: number % 50 != 49,
        is_superuser: number == 0,
        locale: Locale::En.to_string(),
        theme: Theme::default().to_string(),
        time_zone: "UTC".to_owned(),
        team_id: None,
        version: 1,
        created_at: at,
        updated_at: at,
    }
}

/// One word after the other, again and again.
fn pick(words: &[&'static str], number: usize) -> &'static str {
    let place = number % words.len().max(1);
    words.get(place).copied().unwrap_or_default()
}

pub(super) fn team(number: usize, id: Uuid, at: DateTime<Utc>) -> teams::Model {
    teams::Model {
        id,
        slug: format!("team-{number}"),
        name: format!("Team {number}"),
        name_key: format!("team {number}"),
        mfa_required_from: None,
        delete_at: None,
        version: 1,
        created_at: at,
        updated_at: at,
    }
}

/// The owner of the team answers for one in sixteen, nobody for one in eleven; one in nine is archived.
pub(super) fn project(
    number: usize,
    id: Uuid,
    team: &Seeded,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
) -> projects::Model {
    const SUBJECTS: [&str; 13] = [
        "Archive",
        "Billing",
        "Checkout",
        "Data warehouse",
        "Employee handbook",
        "Fleet",
        "Invoicing",
        "Knowledge base",
        "Newsletter",
        "Payroll",
        "Support desk",
        "Translation",
        "Website",
    ];
    const WORKS: [(&str, &str); 7] = [
        (
            "audit",
            "See what there is, and write down what is missing.",
        ),
        (
            "migration",
            "Move it to the new region, a customer at a time.",
        ),
        ("pilot", "Try it with one department before the others."),
        ("redesign", "Fewer steps, and words that people use."),
        ("research", ""),
        ("rollout", "All sites by the end of the quarter."),
        ("upgrade", "To the next major version, without an outage."),
    ];
    let (work, description) = WORKS.get(number % WORKS.len()).copied().unwrap_or_default();
    let name = format!("{} {work} {number}", pick(&SUBJECTS, number));
    let status = match number % 10 {
        0..=1 => ProjectStatus::Planned,
        2..=4 => ProjectStatus::Active,
        5 => ProjectStatus::Paused,
        _ => ProjectStatus::Done,
    };
    let owner = match number {
        _ if number % 11 == 10 => None,
        _ if number.is_multiple_of(16) => team.member(0),
        _ => team.member(number),
    };
    let is_archived = number % 9 == 8;
    projects::Model {
        id,
        team_id: team.id,
        name_key: search::name_key(&name),
        name,
        description: description.to_owned(),
        status: status.as_str().to_owned(),
        owner_id: owner.map(|(_, user)| user.uuid()),
        is_archived,
        archived_at: is_archived.then_some(updated_at),
        version: 1,
        created_at,
        updated_at,
    }
}

/// Another number for each below a million, in no order.
pub(super) const fn scattered(number: usize) -> usize {
    // The modulus is a prime.
    number * 7919 % 1_000_003
}

/// With whom a project is shared: one in 53 with the role that sees no others, one in 23 with somebody
/// of those who joined first.
pub(super) fn grantees(
    team: &Seeded,
    number: usize,
) -> impl Iterator<Item = (Option<MemberId>, Option<Uuid>)> {
    const FIRST: usize = 40;

    let role = if number.is_multiple_of(53) {
        team.role(TeamRole::Billing)
    } else {
        None
    };
    let member = if number.is_multiple_of(23) {
        team.member(number / 23 % FIRST)
    } else {
        None
    };
    let member = member.map(|(member, _)| (Some(member), None));
    member
        .into_iter()
        .chain(role.map(|role| (None, Some(role))))
}

pub(super) fn grant(
    number: usize,
    id: Uuid,
    project: &projects::Model,
    member: Option<MemberId>,
    role: Option<Uuid>,
) -> project_grants::Model {
    let level = if number.is_multiple_of(2) {
        ProjectGrantLevel::Viewer
    } else {
        ProjectGrantLevel::Editor
    };
    project_grants::Model {
        id,
        team_id: project.team_id,
        project_id: project.id,
        member_id: member.map(MemberId::uuid),
        role_id: role,
        level: level.as_str().to_owned(),
        created_at: project.updated_at,
    }
}

/// What a line tells: mostly of members, sometimes of roles, rarely of the team.
pub(super) fn entry(number: usize, team: Uuid, user: UserId) -> Entry {
    match number {
        0 => Entry::new("teams.create", "team", team),
        _ if number % 10_000 == 9_999 => Entry::new("teams.update", "team", team)
            .before(Facts::new().open(Fact::Name, "Before"))
            .after(Facts::new().open(Fact::Name, "After")),
        _ if number % 100 == 99 => Entry::new("roles.create", "role", TeamId::new(team).uuid()),
        _ => Entry::new("members.update", "member", user.uuid())
            .before(Facts::new().open(Fact::Role, "member"))
            .after(Facts::new().open(Fact::Role, "viewer")),
    }
}

/// What a line of the product's own log tells: of accounts that are kept out or let in again.
pub(super) fn product_entry(number: usize, user: UserId) -> Entry {
    let action = match number {
        _ if number % 100 == 99 => "users.verify",
        _ if number.is_multiple_of(2) => "users.deactivate",
        _ => "users.activate",
    };
    Entry::new(action, "user", user.uuid())
}

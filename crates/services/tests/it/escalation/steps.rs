//! What the members of a team try.

use contract::{Permission, permission::Pattern, projects::ProjectGrantLevel, roles::TeamRole};
use proptest::prelude::*;

/// How many people there are. The first one makes the team, the last one is a stranger at first.
pub(super) const PEOPLE: usize = 6;
/// As what those between them are in the team at first.
pub(super) const FIRST: [TeamRole; PEOPLE - 2] = [
    TeamRole::Admin,
    TeamRole::Admin,
    TeamRole::Member,
    TeamRole::Viewer,
];
/// How many projects the team has.
pub(super) const PROJECTS: usize = 3;
/// Which of the members holds the least at first.
const LEAST: usize = 4;

/// What somebody tries: people and projects by their place, roles and shares by theirs in the order of
/// their making, round and round.
#[derive(Clone, Debug)]
pub(super) enum Step {
    Invite {
        by: usize,
        whom: usize,
        role: usize,
    },
    Resend {
        by: usize,
        whom: usize,
    },
    Revoke {
        by: usize,
        whom: usize,
    },
    Accept {
        who: usize,
    },
    MakeRole {
        by: usize,
        grants: Vec<Pattern>,
    },
    EditRole {
        by: usize,
        role: usize,
        grants: Vec<Pattern>,
    },
    RemoveRole {
        by: usize,
        role: usize,
    },
    Give {
        by: usize,
        whom: usize,
        role: usize,
    },
    Remove {
        by: usize,
        whom: usize,
    },
    Leave {
        who: usize,
    },
    Share {
        by: usize,
        project: usize,
        with: Grantee,
        level: ProjectGrantLevel,
    },
    Unshare {
        by: usize,
        project: usize,
        share: usize,
    },
    SetOwner {
        by: usize,
        project: usize,
        to: Option<usize>,
    },
    Offer {
        by: usize,
        to: usize,
    },
    Withdraw {
        by: usize,
    },
    Take {
        who: usize,
    },
}

/// With whom a project is shared.
#[derive(Clone, Copy, Debug)]
pub(super) enum Grantee {
    Person(usize),
    Role(usize),
}

impl Step {
    /// Whether it is about single projects, and not about roles.
    pub(super) const fn is_of_projects(&self) -> bool {
        matches!(
            self,
            Self::Share { .. } | Self::Unshare { .. } | Self::SetOwner { .. }
        )
    }
}

pub(super) fn step() -> impl Strategy<Value = Step> {
    prop_oneof![28 => of_members(), 12 => of_projects(), 6 => of_transfers()]
}

fn of_members() -> impl Strategy<Value = Step> {
    let grants = || prop::collection::vec(pattern(), 1..6);
    prop_oneof![
        6 => (by(), person(), role())
            .prop_map(|(by, whom, role)| Step::Invite { by, whom, role }),
        1 => (by(), person()).prop_map(|(by, whom)| Step::Resend { by, whom }),
        1 => (by(), person()).prop_map(|(by, whom)| Step::Revoke { by, whom }),
        6 => person().prop_map(|who| Step::Accept { who }),
        4 => (by(), grants()).prop_map(|(by, grants)| Step::MakeRole { by, grants }),
        3 => (by(), role(), grants())
            .prop_map(|(by, role, grants)| Step::EditRole { by, role, grants }),
        1 => (by(), role()).prop_map(|(by, role)| Step::RemoveRole { by, role }),
        5 => (by(), person(), role())
            .prop_map(|(by, whom, role)| Step::Give { by, whom, role }),
        1 => (by(), person()).prop_map(|(by, whom)| Step::Remove { by, whom }),
        1 => person().prop_map(|who| Step::Leave { who }),
    ]
}

fn of_projects() -> impl Strategy<Value = Step> {
    let with = prop_oneof![
        2 => lesser().prop_map(Grantee::Person),
        1 => role().prop_map(Grantee::Role),
    ];
    let level = prop::sample::select(ProjectGrantLevel::ALL.to_vec());
    let to = prop::option::weighted(0.8, lesser());
    prop_oneof![
        6 => (by(), 0..PROJECTS, with, level)
            .prop_map(|(by, project, with, level)| Step::Share { by, project, with, level }),
        2 => (by(), 0..PROJECTS, 0..8_usize)
            .prop_map(|(by, project, share)| Step::Unshare { by, project, share }),
        4 => (by(), 0..PROJECTS, to)
            .prop_map(|(by, project, to)| Step::SetOwner { by, project, to }),
    ]
}

fn of_transfers() -> impl Strategy<Value = Step> {
    prop_oneof![
        2 => (by(), person()).prop_map(|(by, to)| Step::Offer { by, to }),
        1 => by().prop_map(|by| Step::Withdraw { by }),
        3 => person().prop_map(|who| Step::Take { who }),
    ]
}

fn person() -> impl Strategy<Value = usize> {
    0..PEOPLE
}

/// The owner may do the most, and so do those whom they raise.
fn by() -> impl Strategy<Value = usize> {
    prop_oneof![1 => Just(0), 2 => person()]
}

/// Anybody, and most often who has the least: others hold already what is shared.
fn lesser() -> impl Strategy<Value = usize> {
    prop_oneof![1 => Just(LEAST), 1 => person()]
}

fn role() -> impl Strategy<Value = usize> {
    0..TeamRole::ALL.len() * 6
}

/// Something that a role of a team can grant; what lets people do something to others more often.
fn pattern() -> impl Strategy<Value = Pattern> {
    let of_team = Permission::ALL.iter().copied().filter(|it| it.is_of_team());
    prop_oneof![
        1 => Just(Pattern::All),
        4 => prop::sample::select(vec!["members", "invitations", "roles", "projects"])
            .prop_map(Pattern::Resource),
        5 => prop::sample::select(of_team.collect::<Vec<_>>()).prop_map(Pattern::One),
    ]
}

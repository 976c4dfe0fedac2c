use chrono::{DateTime, Utc};
use contract::{
    InvitationId, ProjectId, TeamId,
    notifications::{NotificationData, NotificationKind},
    projects::ProjectGrantLevel,
    users::User,
};
use db::entity::{projects, roles, teams};
use serde::{Deserialize, Serialize};

/// What somebody is to be told: a kind, and the values that its words need.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Notice {
    pub(super) kind: NotificationKind,
    pub(super) team: Option<TeamId>,
    pub(super) data: NotificationData,
}

impl Notice {
    /// News that is about no team.
    pub fn new(kind: NotificationKind) -> Self {
        Self {
            kind,
            team: None,
            data: NotificationData::default(),
        }
    }

    /// News about a team.
    pub(crate) fn of_team(kind: NotificationKind, team: &teams::Model) -> Self {
        Self {
            kind,
            team: Some(TeamId::new(team.id)),
            data: NotificationData {
                team: Some(team.name.clone()),
                slug: Some(team.slug.clone()),
                ..NotificationData::default()
            },
        }
    }

    /// Says who has done it.
    #[must_use]
    pub fn by(mut self, user: &User) -> Self {
        self.data.actor = Some(user.full_name());
        self
    }

    /// Says which address was invited.
    #[must_use]
    pub(crate) fn email(mut self, email: &str) -> Self {
        self.data.email = Some(email.to_owned());
        self
    }

    /// Says which invitation it is about.
    #[must_use]
    pub(crate) fn invitation(mut self, id: InvitationId) -> Self {
        self.data.invitation_id = Some(id);
        self
    }

    /// Says which role it is about.
    #[must_use]
    pub(crate) fn role(mut self, role: &roles::Model) -> Self {
        self.data.role = Some(role.name.clone());
        self.data.built_in.clone_from(&role.built_in);
        self
    }

    /// Says which project it is about, and how much of it is shared.
    #[must_use]
    pub(crate) fn project(mut self, project: &projects::Model, level: ProjectGrantLevel) -> Self {
        self.data.project = Some(project.name.clone());
        self.data.project_id = Some(ProjectId::new(project.id));
        self.data.level = Some(level.as_str().to_owned());
        self
    }

    /// Says when it will happen.
    #[must_use]
    pub fn at(mut self, at: DateTime<Utc>) -> Self {
        self.data.at = Some(at);
        self
    }
}

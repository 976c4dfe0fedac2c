//! What the members of a team hold, read behind everybody's back.

use contract::{
    Permission, PermissionSet, TeamId, permission::Pattern, projects::ProjectGrantLevel,
};
use db::entity::{project_grants, projects, roles, team_members};
use sea_orm::{DbErr, QueryOrder};
use services::{Caller, Ctx, roles::Grants};

use super::{
    Raised, patterns,
    steps::{PROJECTS, Step},
};

/// What somebody may hold over a single project.
const OVER_A_PROJECT: [Permission; 5] = [
    Permission::ProjectsRead,
    Permission::ProjectsUpdate,
    Permission::ProjectsArchive,
    Permission::ProjectsDelete,
    Permission::ProjectsShare,
];

/// How often somebody came to hold more, by what.
#[derive(Default)]
pub(super) struct ByWay {
    pub(super) roles: Raised,
    pub(super) projects: Raised,
}

/// What somebody holds.
#[derive(Debug, Default)]
pub(super) struct Held {
    /// By their role.
    patterns: Vec<Pattern>,
    /// Over each project, by whatever way.
    pub(super) projects: [PermissionSet; PROJECTS],
}

impl Held {
    /// Compares what somebody holds after a step with what they and its giver held before.
    pub(super) fn expect(&self, old: &Self, giver: Option<&Self>, step: &Step, raised: &ByWay) {
        if !Grants::in_team(old.patterns.clone()).cover(&self.patterns) {
            let held = giver.map(|giver| Grants::in_team(giver.patterns.clone()));
            let is_held = held.is_some_and(|held| held.cover(&self.patterns));
            assert!(
                is_held,
                "{step:?} gave {self:?} to who had {old:?}: {giver:?}"
            );
            raised.roles.count();
        }
        let given = giver.map(|giver| giver.projects).unwrap_or_default();
        for ((new, old), given) in self.projects.into_iter().zip(old.projects).zip(given) {
            if !new.is_subset(old) {
                let is_held = new.is_subset(old.union(given));
                assert!(
                    is_held,
                    "{step:?} gave {new:?} to who had {old:?}: {giver:?}"
                );
                if step.is_of_projects() {
                    raised.projects.count();
                }
            }
        }
    }
}

/// All of a team; roles and shares in the order of their making.
pub(super) struct Rows {
    members: Vec<team_members::Model>,
    pub(super) roles: Vec<roles::Model>,
    projects: Vec<projects::Model>,
    pub(super) shares: Vec<project_grants::Model>,
}

impl Rows {
    pub(super) async fn read(ctx: &Ctx, team: TeamId) -> Self {
        let read = ctx.db.read_tx(|tx| async move {
            let scoped = tx.of_team(team.uuid()).await?;
            let roles = scoped
                .find::<roles::Entity>()
                .order_by_asc(roles::Column::CreatedAt)
                .order_by_asc(roles::Column::Id);
            let projects = scoped
                .find::<projects::Entity>()
                .order_by_asc(projects::Column::NameKey);
            let shares = scoped
                .find::<project_grants::Entity>()
                .order_by_asc(project_grants::Column::CreatedAt)
                .order_by_asc(project_grants::Column::Id);
            Ok::<_, DbErr>(Self {
                members: scoped.find::<team_members::Entity>().all(&*scoped).await?,
                roles: roles.all(&*scoped).await?,
                projects: projects.all(&*scoped).await?,
                shares: shares.all(&*scoped).await?,
            })
        });
        read.await.unwrap()
    }

    pub(super) fn member(&self, caller: &Caller) -> Option<&team_members::Model> {
        let user = caller.user.id.uuid();
        self.members.iter().find(|member| member.user_id == user)
    }

    /// What somebody holds; nothing for who is no member.
    pub(super) fn held(&self, caller: &Caller) -> Held {
        let Some(member) = self.member(caller) else {
            return Held::default();
        };
        let role = self.roles.iter().find(|role| role.id == member.role_id);
        let patterns = patterns(&role.unwrap().permissions);
        let by_role = Grants::in_team(patterns.clone()).permissions();
        let over_all = by_role.intersection(OVER_A_PROJECT.into_iter().collect());
        let mut held = Held {
            patterns,
            projects: [over_all; PROJECTS],
        };
        for (held, project) in held.projects.iter_mut().zip(&self.projects) {
            if project.owner_id == Some(member.user_id) {
                *held = held.union(ProjectGrantLevel::Editor.permissions());
            }
            let shares = self.shares.iter();
            for share in shares.filter(|share| share.project_id == project.id) {
                let is_theirs =
                    share.member_id == Some(member.id) || share.role_id == Some(member.role_id);
                if is_theirs {
                    let level: ProjectGrantLevel = share.level.parse().unwrap();
                    *held = held.union(level.permissions());
                }
            }
        }
        held
    }
}

//! What members do in a team: to its roles, to each other and to its projects.

use std::{collections::BTreeMap, sync::Arc};

use chrono::TimeDelta;
use contract::{
    InvitationId, MemberId, Patch, Permission, PermissionSet, ProjectGrantId, ProjectId, RoleId,
    TeamId,
    invitations::{InvitationCreate, InvitationQuery, InvitationToken},
    members::MemberUpdate,
    permission::Pattern,
    projects::{
        ProjectCreate, ProjectGrantCreate, ProjectGrantLevel, ProjectGranteeId, ProjectStatus,
        ProjectUpdate,
    },
    roles::{RoleCreate, RoleUpdate},
    teams::{TeamCreate, TransferCreate},
};
use db::{
    entity::{jobs, roles as role_rows},
    global,
};
use proptest::prelude::prop;
use sea_orm::QueryOrder;
use serde_json::Value;
use services::{
    Caller, Ctx, Error, Result, invitations, members, projects, roles,
    teams::{self, TeamActor},
};
use testkit::{Backend, TestDb};

use super::{
    expect_no_failure,
    held::{ByWay, Held, Rows},
    live, origin, sign_up,
    steps::{FIRST, Grantee, PEOPLE, PROJECTS, Step, step},
};

const STEPS: usize = 50;

#[test]
fn nothing_that_members_do_raises_anybody_above_whoever_did_it() {
    let (by_roles, by_projects) = live_in_teams(Backend::Sqlite);
    assert!(by_roles > 0, "people did come to hold more");
    assert!(by_projects > 0, "and so by single projects");
}

#[test]
fn nor_does_it_on_postgres() {
    live_in_teams(Backend::Postgres);
}

/// Answers with how often somebody came to hold more by roles, and over single projects.
fn live_in_teams(backend: Backend) -> (usize, usize) {
    let raised = Arc::new(ByWay::default());
    live(
        backend,
        &prop::collection::vec(step(), STEPS),
        |db, steps| {
            let raised = Arc::clone(&raised);
            async move { World::new(&db).await.live_through(steps, &raised).await }
        },
    );
    (raised.roles.so_far(), raised.projects.so_far())
}

struct World {
    ctx: Ctx,
    people: Vec<Caller>,
    team: TeamId,
    projects: Vec<ProjectId>,
    /// The token that was mailed to each last, and by whom.
    mailed: BTreeMap<usize, (String, usize)>,
    /// Who has offered the team last.
    offered: Option<usize>,
}

impl World {
    async fn new(db: &TestDb) -> Self {
        let ctx = testkit::ctx(db);
        let mut people = Vec::new();
        for number in 0..PEOPLE {
            people.push(sign_up(&ctx, number, false).await);
        }
        let input = TeamCreate {
            name: "Engines".into(),
            slug: None,
        };
        let team = teams::create(&ctx, &people[0], &origin(), input)
            .await
            .unwrap();
        let mut world = Self {
            team: team.id,
            ctx,
            people,
            projects: Vec::new(),
            mailed: BTreeMap::new(),
            offered: None,
        };
        for (who, role) in (1..).zip(FIRST) {
            world.ctx.clock.advance(TimeDelta::seconds(1));
            let roles = world.rows().await.roles;
            let is_it = |row: &role_rows::Model| row.built_in.as_deref() == Some(role.as_str());
            let place = roles.iter().position(is_it).unwrap();
            world.invite(0, who, place).await.unwrap();
            world.accept(who).await.unwrap();
        }
        for number in 0..PROJECTS {
            world.make_project(number).await.unwrap();
        }
        world
    }

    /// Makes a project; those with an odd number are nobody's.
    async fn make_project(&mut self, number: usize) -> Result<()> {
        let actor = self.enter(0, Permission::ProjectsCreate).await?;
        let input = ProjectCreate {
            name: format!("Project {number}"),
            description: String::new(),
            status: ProjectStatus::Planned,
            owner_id: if number.is_multiple_of(2) {
                Patch::Keep
            } else {
                Patch::Clear
            },
        };
        let made = projects::create(&self.ctx, &actor, input).await?;
        self.projects.push(made.id);
        Ok(())
    }

    async fn live_through(mut self, steps: Vec<Step>, raised: &ByWay) {
        let mut before = self.held().await;
        for step in steps {
            // So that mails can be told apart by their times.
            self.ctx.clock.advance(TimeDelta::seconds(1));
            let giver = self.giver(&step);
            let taken = self.take(&step).await;
            expect_no_failure(&step, &taken);
            let after = self.held().await;
            let giver = giver.map(|giver| &before[giver]);
            for (old, new) in before.iter().zip(&after) {
                new.expect(old, giver, &step, raised);
            }
            before = after;
        }
        self.expect_shown(&before).await;
    }

    /// Who has to hold what is given by a step.
    fn giver(&self, step: &Step) -> Option<usize> {
        match step {
            Step::Accept { who } => self.mailed.get(who).map(|(_, sender)| *sender),
            Step::Take { .. } => self.offered,
            Step::Invite { by, .. }
            | Step::Resend { by, .. }
            | Step::Revoke { by, .. }
            | Step::MakeRole { by, .. }
            | Step::EditRole { by, .. }
            | Step::RemoveRole { by, .. }
            | Step::Give { by, .. }
            | Step::Remove { by, .. }
            | Step::Share { by, .. }
            | Step::Unshare { by, .. }
            | Step::SetOwner { by, .. }
            | Step::Offer { by, .. }
            | Step::Withdraw { by } => Some(*by),
            Step::Leave { who } => Some(*who),
        }
    }

    async fn take(&mut self, step: &Step) -> Result<()> {
        match step {
            Step::Invite { by, whom, role } => self.invite(*by, *whom, *role).await,
            Step::Resend { by, whom } => self.resend(*by, *whom).await,
            Step::Revoke { by, whom } => self.revoke(*by, *whom).await,
            Step::Accept { who } => self.accept(*who).await,
            Step::MakeRole { by, grants } => self.make_role(*by, grants).await,
            Step::EditRole { by, role, grants } => self.edit_role(*by, *role, grants).await,
            Step::RemoveRole { by, role } => {
                let actor = self.enter(*by, Permission::RolesManage).await?;
                roles::remove(&self.ctx, &actor, self.role(*role).await).await
            }
            Step::Give { by, whom, role } => self.give(*by, *whom, *role).await,
            Step::Remove { by, whom } => {
                let actor = self.enter(*by, Permission::MembersRemove).await?;
                members::remove(&self.ctx, &actor, self.member(*whom).await?).await
            }
            Step::Leave { who } => {
                let actor = self.enter(*who, Permission::TeamLeave).await?;
                members::leave(&self.ctx, &actor).await
            }
            Step::Share {
                by,
                project,
                with,
                level,
            } => self.share(*by, *project, *with, *level).await,
            Step::Unshare { by, project, share } => self.unshare(*by, *project, *share).await,
            Step::SetOwner { by, project, to } => self.set_owner(*by, *project, *to).await,
            Step::Offer { by, to } => self.offer(*by, *to).await,
            Step::Withdraw { by } => {
                let actor = self.enter(*by, Permission::TeamTransfer).await?;
                teams::cancel_transfer(&self.ctx, &actor).await
            }
            Step::Take { who } => {
                let actor = self.enter(*who, Permission::InvitationsAnswer).await?;
                let taken = teams::accept_transfer(&self.ctx, &actor).await;
                taken.map(drop)
            }
        }
    }

    async fn enter(&self, who: usize, permission: Permission) -> Result<TeamActor> {
        let caller = self.people[who].clone();
        teams::enter(&self.ctx, caller, origin(), self.team, permission).await
    }

    async fn invite(&mut self, by: usize, whom: usize, role: usize) -> Result<()> {
        let actor = self.enter(by, Permission::InvitationsCreate).await?;
        let input = InvitationCreate {
            emails: vec![self.people[whom].user.email.clone()],
            role: self.role(role).await,
        };
        let created = invitations::create(&self.ctx, &actor, input).await?;
        if created.members.is_empty() {
            self.read_mail(by, whom).await;
        }
        Ok(())
    }

    async fn resend(&mut self, by: usize, whom: usize) -> Result<()> {
        let actor = self.enter(by, Permission::InvitationsCreate).await?;
        let id = self.invitation(&actor, whom).await?;
        invitations::resend(&self.ctx, &actor, id).await?;
        self.read_mail(by, whom).await;
        Ok(())
    }

    async fn revoke(&self, by: usize, whom: usize) -> Result<()> {
        let actor = self.enter(by, Permission::InvitationsRevoke).await?;
        let id = self.invitation(&actor, whom).await?;
        invitations::revoke(&self.ctx, &actor, id).await
    }

    async fn accept(&self, who: usize) -> Result<()> {
        let Some((token, _)) = self.mailed.get(&who) else {
            return Ok(());
        };
        let actor = self.people[who].actor()?;
        let input = InvitationToken {
            token: token.clone(),
        };
        invitations::accept(&self.ctx, &actor, &origin(), input)
            .await
            .map(drop)
    }

    async fn make_role(&self, by: usize, grants: &[Pattern]) -> Result<()> {
        let actor = self.enter(by, Permission::RolesManage).await?;
        let input = RoleCreate {
            name: format!("Role of {}", self.ctx.clock.now()),
            permissions: grants.to_vec(),
        };
        roles::create(&self.ctx, &actor, input).await.map(drop)
    }

    async fn edit_role(&self, by: usize, role: usize, grants: &[Pattern]) -> Result<()> {
        let actor = self.enter(by, Permission::RolesManage).await?;
        let input = RoleUpdate {
            name: None,
            permissions: Some(grants.to_vec()),
        };
        let role = self.role(role).await;
        roles::update(&self.ctx, &actor, role, None, input)
            .await
            .map(drop)
    }

    async fn give(&self, by: usize, whom: usize, role: usize) -> Result<()> {
        let actor = self.enter(by, Permission::MembersUpdate).await?;
        let input = MemberUpdate {
            role_id: self.role(role).await,
        };
        let member = self.member(whom).await?;
        members::update(&self.ctx, &actor, member, input)
            .await
            .map(drop)
    }

    async fn share(
        &self,
        by: usize,
        project: usize,
        with: Grantee,
        level: ProjectGrantLevel,
    ) -> Result<()> {
        let actor = self.enter(by, Permission::ProjectsShare).await?;
        let grantee = match with {
            Grantee::Person(who) => ProjectGranteeId::Member(self.member(who).await?),
            Grantee::Role(role) => ProjectGranteeId::Role(self.role(role).await),
        };
        let input = ProjectGrantCreate { grantee, level };
        let shared = projects::share(&self.ctx, &actor, self.projects[project], input).await;
        shared.map(drop)
    }

    async fn unshare(&self, by: usize, project: usize, share: usize) -> Result<()> {
        let actor = self.enter(by, Permission::ProjectsShare).await?;
        let project = self.projects[project];
        let mut shares = self.rows().await.shares;
        shares.retain(|row| row.project_id == project.uuid());
        if shares.is_empty() {
            return Err(Error::NotFound);
        }
        let share = ProjectGrantId::new(shares[share % shares.len()].id);
        projects::unshare(&self.ctx, &actor, project, share).await
    }

    async fn set_owner(&self, by: usize, project: usize, to: Option<usize>) -> Result<()> {
        let actor = self.enter(by, Permission::ProjectsUpdate).await?;
        let input = ProjectUpdate {
            owner_id: to.map(|who| self.people[who].user.id).into(),
            ..ProjectUpdate::default()
        };
        let project = self.projects[project];
        projects::update(&self.ctx, &actor, project, None, input)
            .await
            .map(drop)
    }

    async fn offer(&mut self, by: usize, to: usize) -> Result<()> {
        let actor = self.enter(by, Permission::TeamTransfer).await?;
        let input = TransferCreate {
            member_id: self.member(to).await?,
        };
        teams::begin_transfer(&self.ctx, &actor, input).await?;
        self.offered = Some(by);
        Ok(())
    }

    /// The role at a place, counted round and round.
    async fn role(&self, place: usize) -> RoleId {
        let roles = self.rows().await.roles;
        RoleId::new(roles[place % roles.len()].id)
    }

    async fn member(&self, who: usize) -> Result<MemberId> {
        let rows = self.rows().await;
        let member = rows.member(&self.people[who]).ok_or(Error::NotFound)?;
        Ok(MemberId::new(member.id))
    }

    async fn invitation(&self, actor: &TeamActor, whom: usize) -> Result<InvitationId> {
        let query = InvitationQuery::default();
        let page = invitations::list(&self.ctx, actor, query).await?;
        let email = &self.people[whom].user.email;
        let found = page.items.iter().find(|it| it.email == *email);
        found.map(|it| it.id).ok_or(Error::NotFound)
    }

    /// Takes the token from the latest mail to somebody.
    async fn read_mail(&mut self, by: usize, whom: usize) {
        let email = &self.people[whom].user.email;
        let queued = global::<jobs::Entity>()
            .order_by_desc(jobs::Column::CreatedAt)
            .all(self.ctx.db.read())
            .await
            .unwrap();
        let mails = queued
            .iter()
            .map(|job| serde_json::from_str::<Value>(&job.payload).unwrap());
        let mail = mails.into_iter().find(|mail| mail["to"] == email.as_str());
        let url = mail.expect("there is a mail")["mail"]["url"].clone();
        let (_, token) = url.as_str().unwrap().split_once("?token=").unwrap();
        self.mailed.insert(whom, (token.to_owned(), by));
    }

    /// What each person holds.
    async fn held(&self) -> Vec<Held> {
        let rows = self.rows().await;
        let people = self.people.iter();
        people.map(|caller| rows.held(caller)).collect()
    }

    /// Expects the product to see it in the same way.
    async fn expect_shown(&self, held: &[Held]) {
        for (who, held) in held.iter().enumerate() {
            for (project, held) in self.projects.iter().zip(held.projects) {
                let is_seen = held.contains(Permission::ProjectsRead);
                let expected = if is_seen { held } else { PermissionSet::EMPTY };
                let shown = match self.show(who, *project).await {
                    Err(Error::NotFound) => PermissionSet::EMPTY,
                    shown => shown.unwrap(),
                };
                assert_eq!(shown, expected, "{who}");
            }
        }
    }

    async fn show(&self, who: usize, project: ProjectId) -> Result<PermissionSet> {
        let actor = self.enter(who, Permission::ProjectsRead).await?;
        let shown = projects::get(&self.ctx, &actor, project).await?;
        Ok(shown.permissions)
    }

    async fn rows(&self) -> Rows {
        Rows::read(&self.ctx, self.team).await
    }
}

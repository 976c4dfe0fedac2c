//! Whatever members do, one after the other: nobody comes to hold what whoever gave it did not hold.

use std::{
    collections::BTreeMap,
    net::{IpAddr, Ipv4Addr},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use chrono::TimeDelta;
use contract::{
    InvitationId, MemberId, Permission, RoleId, SessionId, TeamId,
    auth::Register,
    invitations::{InvitationCreate, InvitationQuery, InvitationToken},
    members::MemberUpdate,
    permission::Pattern,
    roles::{RoleCreate, RoleUpdate, TeamRole},
    teams::TeamCreate,
};
use db::{
    entity::{jobs, roles as role_rows, team_members},
    global,
};
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use sea_orm::{DbErr, QueryOrder};
use serde_json::Value;
use services::{
    Caller, Ctx, Error, Origin, Result, Via, invitations, members,
    roles::{self, Grants},
    seed,
    sessions::Actor,
    teams::{self, TeamActor},
};
use testkit::{Backend, PASSWORD, TestDb};
use uuid::Uuid;

/// How many people there are. The first one makes the team, the last one is a stranger at first.
const PEOPLE: usize = 5;
/// As what those between them are in the team at first.
const FIRST: [TeamRole; PEOPLE - 2] = [TeamRole::Admin, TeamRole::Admin, TeamRole::Member];
const CASES: u32 = 32;
const STEPS: usize = 40;

/// What somebody tries: people by their place, roles by theirs in the order of their making, round and
/// round.
#[derive(Clone, Debug)]
enum Step {
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
}

fn step() -> impl Strategy<Value = Step> {
    let person = || 0..PEOPLE;
    // The owner may do the most, and so do those whom they raise.
    let by = || prop_oneof![1 => Just(0), 2 => person()];
    let role = || 0..TeamRole::ALL.len() * 6;
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

#[test]
fn nothing_that_members_do_raises_anybody_above_whoever_did_it() {
    let raised = Arc::new(AtomicUsize::new(0));
    let steps = prop::collection::vec(step(), STEPS);
    let tried = TestRunner::new(Config::with_cases(CASES)).run(&steps, |steps| {
        let raised = Arc::clone(&raised);
        testkit::run(Backend::Sqlite, |db: TestDb| async move {
            World::new(&db).await.live_through(steps, &raised).await;
        });
        Ok(())
    });
    tried.unwrap();
    let raised = raised.load(Ordering::Relaxed);
    assert!(raised > 20, "people did come to hold more: {raised} times");
}

struct World {
    ctx: Ctx,
    people: Vec<Caller>,
    team: TeamId,
    /// The token that was mailed to each last, and by whom.
    mailed: BTreeMap<usize, (String, usize)>,
}

impl World {
    async fn new(db: &TestDb) -> Self {
        let ctx = testkit::ctx(db);
        let mut people = Vec::new();
        for number in 0..PEOPLE {
            let input = Register {
                email: format!("person{number}@example.com"),
                password: PASSWORD.into(),
                first_name: "Some".into(),
                last_name: "Body".into(),
                locale: None,
            };
            let user = seed::account(&ctx, input, false).await.unwrap();
            people.push(Caller {
                user,
                via: Via::Session(SessionId::new(Uuid::nil())),
                impersonator: None,
            });
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
            mailed: BTreeMap::new(),
        };
        for (who, role) in (1..).zip(FIRST) {
            world.ctx.clock.advance(TimeDelta::seconds(1));
            let (_, roles) = world.rows().await;
            let is_it = |row: &role_rows::Model| row.built_in.as_deref() == Some(role.as_str());
            let place = roles.iter().position(is_it).unwrap();
            world.invite(0, who, place).await.unwrap();
            world.accept(who).await.unwrap();
        }
        world
    }

    async fn live_through(mut self, steps: Vec<Step>, raised: &AtomicUsize) {
        let mut before = self.held().await;
        for step in steps {
            // So that mails can be told apart by their times.
            self.ctx.clock.advance(TimeDelta::seconds(1));
            let giver = self.giver(&step);
            let taken = self.take(&step).await;
            if let Err(error @ (Error::Internal(_) | Error::Database(_) | Error::Unavailable(_))) =
                taken
            {
                panic!("{step:?}: {error}");
            }
            let after = self.held().await;
            for (old, new) in before.iter().zip(&after) {
                if !Grants::in_team(old.clone()).cover(new) {
                    let held = giver.map(|giver| Grants::in_team(before[giver].clone()));
                    let is_held = held.is_some_and(|held| held.cover(new));
                    assert!(
                        is_held,
                        "{step:?} gave {new:?} to who had {old:?}: {before:?}"
                    );
                    raised.fetch_add(1, Ordering::Relaxed);
                }
            }
            before = after;
        }
    }

    /// Who has to hold what is given by a step.
    fn giver(&self, step: &Step) -> Option<usize> {
        match step {
            Step::Accept { who } => self.mailed.get(who).map(|(_, sender)| *sender),
            Step::Invite { by, .. }
            | Step::Resend { by, .. }
            | Step::Revoke { by, .. }
            | Step::MakeRole { by, .. }
            | Step::EditRole { by, .. }
            | Step::RemoveRole { by, .. }
            | Step::Give { by, .. }
            | Step::Remove { by, .. } => Some(*by),
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
        let actor = Actor {
            user: self.people[who].user.clone(),
            session: SessionId::new(Uuid::nil()),
            impersonator: None,
        };
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

    /// The role at a place, counted round and round.
    async fn role(&self, place: usize) -> RoleId {
        let (_, roles) = self.rows().await;
        RoleId::new(roles[place % roles.len()].id)
    }

    async fn member(&self, who: usize) -> Result<MemberId> {
        let (members, _) = self.rows().await;
        let user = self.people[who].user.id.uuid();
        let found = members.iter().find(|member| member.user_id == user);
        found
            .map(|member| MemberId::new(member.id))
            .ok_or(Error::NotFound)
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

    /// What each person's role grants; nothing for who is no member.
    async fn held(&self) -> Vec<Vec<Pattern>> {
        let (members, roles) = self.rows().await;
        let patterns = |caller: &Caller| {
            let user = caller.user.id.uuid();
            let member = members.iter().find(|member| member.user_id == user)?;
            let role = roles.iter().find(|role| role.id == member.role_id)?;
            let words = role.permissions.split(' ');
            Some(words.map(|word| word.parse().unwrap()).collect())
        };
        self.people
            .iter()
            .map(|caller| patterns(caller).unwrap_or_default())
            .collect()
    }

    /// All memberships, and all roles in the order of their making.
    async fn rows(&self) -> (Vec<team_members::Model>, Vec<role_rows::Model>) {
        let team = self.team.uuid();
        let read = self.ctx.db.read_tx(|tx| async move {
            let scoped = tx.of_team(team).await?;
            let members = scoped.find::<team_members::Entity>().all(&*scoped).await?;
            let roles = scoped
                .find::<role_rows::Entity>()
                .order_by_asc(role_rows::Column::CreatedAt)
                .order_by_asc(role_rows::Column::Id)
                .all(&*scoped)
                .await?;
            Ok::<_, DbErr>((members, roles))
        });
        read.await.unwrap()
    }
}

fn origin() -> Origin {
    Origin {
        device: None,
        request: None,
        address: IpAddr::V4(Ipv4Addr::LOCALHOST),
        user_agent: String::new(),
    }
}

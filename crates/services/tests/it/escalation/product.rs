//! What staff do with roles in the product as a whole.

use std::{collections::BTreeMap, sync::Arc};

use chrono::TimeDelta;
use contract::{
    Permission, RoleId,
    permission::Pattern,
    roles::{RoleCreate, RoleUpdate, UserRoleCreate},
};
use db::{
    entity::{product_roles, user_roles},
    global,
};
use proptest::prelude::*;
use sea_orm::QueryOrder;
use services::{
    Caller, Ctx, Result,
    roles::{self, Grants, Staff},
};
use testkit::{Backend, TestDb};

use super::{Raised, expect_no_failure, live, origin, patterns, sign_up};

/// How many people there are. The first one may do everything, the next ones give roles.
const PEOPLE: usize = 5;
const GIVERS: usize = 2;
const STEPS: usize = 40;

/// What somebody tries: people by their place, roles by theirs in the order of their making, round and
/// round.
#[derive(Clone, Debug)]
enum Step {
    Make {
        by: usize,
        grants: Vec<Pattern>,
    },
    Edit {
        by: usize,
        role: usize,
        grants: Vec<Pattern>,
    },
    Remove {
        by: usize,
        role: usize,
    },
    Give {
        by: usize,
        whom: usize,
        role: usize,
    },
    Take {
        by: usize,
        whom: usize,
        role: usize,
    },
}

impl Step {
    const fn by(&self) -> usize {
        match self {
            Self::Make { by, .. }
            | Self::Edit { by, .. }
            | Self::Remove { by, .. }
            | Self::Give { by, .. }
            | Self::Take { by, .. } => *by,
        }
    }
}

fn step() -> impl Strategy<Value = Step> {
    let person = || 0..PEOPLE;
    let by = || prop_oneof![1 => Just(0), 2 => 1..=GIVERS, 1 => person()];
    let role = || 0..20_usize;
    let grants = || prop::collection::vec(pattern(), 1..5);
    prop_oneof![
        4 => (by(), grants()).prop_map(|(by, grants)| Step::Make { by, grants }),
        3 => (by(), role(), grants())
            .prop_map(|(by, role, grants)| Step::Edit { by, role, grants }),
        1 => (by(), role()).prop_map(|(by, role)| Step::Remove { by, role }),
        6 => (by(), person(), role())
            .prop_map(|(by, whom, role)| Step::Give { by, whom, role }),
        2 => (by(), person(), role())
            .prop_map(|(by, whom, role)| Step::Take { by, whom, role }),
    ]
}

/// Something that a role in the product can grant; what lets people do something to others more often.
fn pattern() -> impl Strategy<Value = Pattern> {
    let of_product = Permission::ALL
        .iter()
        .copied()
        .filter(|it| it.is_of_product());
    prop_oneof![
        1 => Just(Pattern::All),
        4 => prop::sample::select(vec!["users", "product_roles", "jobs", "mails"])
            .prop_map(Pattern::Resource),
        5 => prop::sample::select(of_product.collect::<Vec<_>>()).prop_map(Pattern::One),
    ]
}

#[test]
fn nothing_that_staff_do_raises_anybody_above_whoever_did_it() {
    let raised = live_as_staff(Backend::Sqlite);
    assert!(raised > 20, "people did come to hold more: {raised}");
}

#[test]
fn nor_does_it_on_postgres() {
    live_as_staff(Backend::Postgres);
}

/// Answers with how often somebody came to hold more.
fn live_as_staff(backend: Backend) -> usize {
    let raised = Arc::new(Raised::default());
    live(
        backend,
        &prop::collection::vec(step(), STEPS),
        |db, steps| {
            let raised = Arc::clone(&raised);
            async move { World::new(&db).await.live_through(steps, &raised).await }
        },
    );
    raised.so_far()
}

struct World {
    ctx: Ctx,
    people: Vec<Caller>,
}

impl World {
    async fn new(db: &TestDb) -> Self {
        let ctx = testkit::ctx(db);
        let mut people = Vec::new();
        for number in 0..PEOPLE {
            people.push(sign_up(&ctx, number, number == 0).await);
        }
        let world = Self { ctx, people };
        // After those that come with the product.
        world.ctx.clock.advance(TimeDelta::seconds(1));
        let grants = [
            Pattern::One(Permission::UsersGrantRoles),
            Pattern::Resource("product_roles"),
            Pattern::Resource("mails"),
        ];
        let role = world.make(0, &grants).await.unwrap();
        for whom in 1..=GIVERS {
            world.give(0, whom, role).await.unwrap();
        }
        world
    }

    async fn live_through(self, steps: Vec<Step>, raised: &Raised) {
        let mut before = self.held().await;
        for step in steps {
            // So that roles are told apart by their names.
            self.ctx.clock.advance(TimeDelta::seconds(1));
            let taken = self.take_step(&step).await;
            expect_no_failure(&step, &taken);
            let after = self.held().await;
            let giver = Grants::in_product(before[step.by()].clone());
            for (old, new) in before.iter().zip(&after) {
                let held = Grants::in_product(old.clone());
                if !held.cover(new) {
                    // Somebody has several roles: what is new of them was the giver's.
                    let is_known = |it: &Pattern| held.cover(&[*it]) || giver.cover(&[*it]);
                    let is_held = new.iter().all(is_known);
                    assert!(
                        is_held,
                        "{step:?} gave {new:?} to who had {old:?}: {giver:?}"
                    );
                    raised.count();
                }
            }
            before = after;
        }
    }

    async fn take_step(&self, step: &Step) -> Result<()> {
        match step {
            Step::Make { by, grants } => self.make(*by, grants).await.map(drop),
            Step::Edit { by, role, grants } => {
                let staff = self.staff(*by, Permission::ProductRolesManage).await?;
                let input = RoleUpdate {
                    name: None,
                    permissions: Some(grants.clone()),
                };
                let role = self.role(*role).await;
                let edited = roles::update_product(&self.ctx, &staff, role, None, input).await;
                edited.map(drop)
            }
            Step::Remove { by, role } => {
                let staff = self.staff(*by, Permission::ProductRolesManage).await?;
                roles::remove_product(&self.ctx, &staff, self.role(*role).await).await
            }
            Step::Give { by, whom, role } => self.give(*by, *whom, self.role(*role).await).await,
            Step::Take { by, whom, role } => {
                let staff = self.staff(*by, Permission::UsersGrantRoles).await?;
                let user = self.people[*whom].user.id;
                roles::take(&self.ctx, &staff, user, self.role(*role).await).await
            }
        }
    }

    async fn staff(&self, who: usize, permission: Permission) -> Result<Staff> {
        let caller = self.people[who].clone();
        roles::staff(&self.ctx, caller, origin(), permission).await
    }

    async fn make(&self, by: usize, grants: &[Pattern]) -> Result<RoleId> {
        let staff = self.staff(by, Permission::ProductRolesManage).await?;
        let input = RoleCreate {
            name: format!("Role of {}", self.ctx.clock.now()),
            permissions: grants.to_vec(),
        };
        let made = roles::create_product(&self.ctx, &staff, input).await?;
        Ok(made.id)
    }

    async fn give(&self, by: usize, whom: usize, role_id: RoleId) -> Result<()> {
        let staff = self.staff(by, Permission::UsersGrantRoles).await?;
        let user = self.people[whom].user.id;
        roles::give(&self.ctx, &staff, user, UserRoleCreate { role_id }).await
    }

    /// The role at a place, counted round and round.
    async fn role(&self, place: usize) -> RoleId {
        let roles = self.roles().await;
        RoleId::new(roles[place % roles.len()].id)
    }

    /// All roles, in the order of their making.
    async fn roles(&self) -> Vec<product_roles::Model> {
        global::<product_roles::Entity>()
            .order_by_asc(product_roles::Column::CreatedAt)
            .order_by_asc(product_roles::Column::Id)
            .all(self.ctx.db.read())
            .await
            .unwrap()
    }

    /// What each person holds.
    async fn held(&self) -> Vec<Vec<Pattern>> {
        let roles = self.roles().await;
        let roles: BTreeMap<_, _> = roles.iter().map(|role| (role.id, role)).collect();
        let holders = global::<user_roles::Entity>()
            .all(self.ctx.db.read())
            .await
            .unwrap();
        let held = |caller: &Caller| {
            if caller.user.is_superuser {
                return vec![Pattern::All];
            }
            let user = caller.user.id.uuid();
            let theirs = holders.iter().filter(|row| row.user_id == user);
            theirs
                .flat_map(|row| patterns(&roles[&row.role_id].permissions))
                .collect()
        };
        self.people.iter().map(held).collect()
    }
}

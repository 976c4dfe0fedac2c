//! The command line: what it may do, each time by one permission, and on whom.

#![expect(
    clippy::disallowed_methods,
    reason = "what commands may do is looked at here"
)]

use contract::{
    JobId, Permission, RoleId, UserId,
    admin::Reason,
    auth::Register,
    permission::Pattern,
    problem::code,
    roles::{RoleCreate, UserRoleCreate},
    users::User,
};
use services::{
    Error, Result, admin, impersonation,
    roles::{self, Staff},
};
use testkit::{PASSWORD, TestApp, db_test};
use uuid::Uuid;

/// Something that a command could do.
#[derive(Clone, Copy, Debug)]
enum Act {
    CreateUser,
    CreateSuperuser,
    Activate,
    Deactivate,
    ResetMfa,
    EndSessions,
    GiveRole,
    TakeRole,
    MakeRole,
    RequeueJob,
}

/// What is done × by which permission.
const ROWS: [(Act, Permission); 10] = [
    (Act::CreateUser, Permission::UsersVerify),
    (Act::CreateSuperuser, Permission::UsersVerify),
    (Act::Activate, Permission::UsersDeactivate),
    (Act::Deactivate, Permission::UsersDeactivate),
    (Act::ResetMfa, Permission::UsersResetMfa),
    (Act::EndSessions, Permission::UsersEndSessions),
    (Act::GiveRole, Permission::UsersGrantRoles),
    (Act::TakeRole, Permission::UsersGrantRoles),
    (Act::MakeRole, Permission::ProductRolesManage),
    (Act::RequeueJob, Permission::JobsManage),
];

fn of_product() -> impl Iterator<Item = Permission> {
    let all = Permission::ALL.iter().copied();
    all.filter(|permission| permission.is_of_product())
}

fn reason() -> Reason {
    Reason {
        reason: "asked for".into(),
    }
}

async fn do_it(app: &TestApp, staff: &Staff, act: Act, root: UserId, role: RoleId) -> Result<()> {
    let ctx = &app.ctx;
    let register = |email: &str| Register {
        email: email.into(),
        password: PASSWORD.into(),
        first_name: "Some".into(),
        last_name: "Body".into(),
        locale: None,
    };
    let created = |created: Result<User>| created.map(drop);
    match act {
        Act::CreateUser => {
            let input = register("new@example.com");
            created(admin::users::create(ctx, staff, input, false).await)
        }
        Act::CreateSuperuser => {
            let input = register("boss@example.com");
            created(admin::users::create(ctx, staff, input, true).await)
        }
        Act::Activate => admin::users::activate(ctx, staff, root).await,
        Act::Deactivate => admin::users::deactivate(ctx, staff, root, reason()).await,
        Act::ResetMfa => admin::users::reset_mfa(ctx, staff, root, reason()).await,
        Act::EndSessions => admin::users::end_sessions(ctx, staff, root).await,
        Act::GiveRole => {
            let input = UserRoleCreate { role_id: role };
            roles::give(ctx, staff, root, input).await
        }
        Act::TakeRole => roles::take(ctx, staff, root, role).await,
        Act::MakeRole => {
            let input = RoleCreate {
                name: "Everything".into(),
                permissions: vec![Pattern::All],
            };
            roles::create_product(ctx, staff, input).await.map(drop)
        }
        Act::RequeueJob => {
            let job = JobId::new(Uuid::from_u128(1));
            admin::jobs::requeue(ctx, staff, job).await
        }
    }
}

/// On a superuser, whom of the staff superusers alone can reach.
#[db_test]
async fn a_command_does_what_its_permission_names_and_nothing_else(app: TestApp) {
    let root = app.account("root", true).await.id;
    let any = Staff::command(Permission::UsersGrantRoles);
    let role = roles::find_product(&app.ctx, &any, " SUPPORT ").await;
    let role = role.unwrap();
    for (act, expected) in ROWS {
        for permission in of_product() {
            let staff = Staff::command(permission);
            let done = do_it(&app, &staff, act, root, role).await;
            if permission == expected {
                // There is no second factor to be reset, and no job of this id.
                let is_decided = matches!(
                    &done,
                    Ok(())
                        | Err(Error::NotFound
                            | Error::Conflict {
                                code: code::MFA_STATE
                            })
                );
                assert!(is_decided, "{act:?} by {permission}: {done:?}");
            } else {
                assert!(
                    matches!(
                        &done,
                        Err(Error::Forbidden {
                            code: code::FORBIDDEN
                        })
                    ),
                    "{act:?} by {permission}: {done:?}"
                );
            }
        }
    }

    let lines = app.db.audit_lines(Uuid::nil()).await;
    let told: Vec<&str> = lines.iter().map(|line| &*line.action).collect();
    assert_eq!(
        told,
        [
            "users.create",
            "users.create",
            "users.deactivate",
            "users.end_sessions",
            "users.give_role",
            "users.take_role",
            "roles.create"
        ]
    );
    for line in lines {
        assert_eq!((line.actor_id, &*line.via), (None, "command"));
    }
    app.deliver().await;
}

#[db_test]
async fn no_command_acts_as_anybody(app: TestApp) {
    let ada = app.account("ada", false).await.id;
    for permission in of_product() {
        let staff = Staff::command(permission);
        let begun = impersonation::begin(&app.ctx, &staff, ada, Some("token"), reason()).await;
        assert!(
            matches!(
                begun.map(drop),
                Err(Error::Forbidden {
                    code: code::FORBIDDEN
                })
            ),
            "{permission}"
        );
    }
}

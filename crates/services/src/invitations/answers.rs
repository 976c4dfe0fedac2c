//! What becomes of an invitation: by whoever holds the link of its mail, or by the signed-in person
//! whose address it is for, which they have confirmed.

use contract::{
    InvitationId, Locale, Permission, RoleId, TeamId, UserId,
    audit::Fact,
    invitations::{InvitationAccepted, InvitationPreview, InvitationRegister, InvitationToken},
    notifications::NotificationKind,
    problem::code,
};
use db::{
    TeamTx, Tx,
    entity::{invitations::Model, roles as role_rows, teams as team_rows, users as user_rows},
};

use super::{
    SUBJECT, facts, store,
    store::{By, Outcome},
};
use crate::{
    Caller, Ctx, Error, Origin, Result,
    audit::{self, Author, Entry},
    auth,
    ids::hash_token,
    members,
    notifications::{Notice, notify, tell_admins},
    projects,
    roles::{self, Grants},
    sessions::Actor,
    teams,
    users::{self, NewUser},
};

/// Says what an invitation is about; it can be asked again and again.
///
/// # Errors
///
/// - [`code::INVITATION_ENDED`] if it is unknown, answered, revoked or expired, or its sender may not
///   give the role any more.
/// - [`code::TEAM_DELETING`] if the team is about to be deleted.
pub async fn preview(ctx: &Ctx, input: InvitationToken) -> Result<InvitationPreview> {
    look_at(ctx, &token(&input.token)).await
}

async fn look_at(ctx: &Ctx, by: &By) -> Result<InvitationPreview> {
    ctx.db
        .read_tx(|tx| async move { show(ctx, &tx, by).await })
        .await
}

/// Says what an invitation is about that is for the signed-in person's address.
///
/// # Errors
///
/// - [`Error::NotFound`] if none of this id waits for them.
/// - As [`preview`], if its sender may not give the role any more, or the team is about to be deleted.
pub async fn preview_own(ctx: &Ctx, actor: &Actor, id: InvitationId) -> Result<InvitationPreview> {
    ctx.db
        .read_tx(|tx| async move {
            let by = own(&tx, actor, id).await?;
            show(ctx, &tx, &by).await
        })
        .await
}

async fn show(ctx: &Ctx, tx: &Tx, by: &By) -> Result<InvitationPreview> {
    let found = find(ctx, tx, by).await?;
    let team = store::team(tx, found.team_id).await?.ok_or(ended())?;
    let scoped = tx.of_team(team.id).await?;
    let invitation = look(scoped, team, found).await?.map_err(|_stale| ended())?;
    let has_account = users::find_by_email(&**tx, &invitation.row.email)
        .await?
        .is_some();
    Ok(view(invitation, has_account))
}

/// Makes the signed-in person a member, if it is their address that was invited.
///
/// Somebody who belongs to the team already keeps the role that they have.
///
/// # Errors
///
/// - As [`preview`]; an invitation whose sender may not give the role any more is ended.
/// - [`code::INVITATION_OTHER_ADDRESS`] if it is for another address.
pub async fn accept(
    ctx: &Ctx,
    actor: &Actor,
    origin: &Origin,
    input: InvitationToken,
) -> Result<InvitationAccepted> {
    let by = &token(&input.token);
    let accepted = ctx
        .db
        .write(|tx| async move { join_by(ctx, &tx, actor, origin, by).await })
        .await?;
    accepted.ok_or(ended())
}

/// Makes the signed-in person a member by an invitation that is for their address, without its link.
///
/// # Errors
///
/// - [`Error::NotFound`] if none of this id waits for them.
/// - As [`accept`], but for [`code::INVITATION_OTHER_ADDRESS`].
pub async fn accept_own(
    ctx: &Ctx,
    actor: &Actor,
    origin: &Origin,
    id: InvitationId,
) -> Result<InvitationAccepted> {
    let accepted = ctx
        .db
        .write(|tx| async move {
            let by = own(&tx, actor, id).await?;
            join_by(ctx, &tx, actor, origin, &by).await
        })
        .await?;
    accepted.ok_or(ended())
}

/// Nothing if the invitation was ended instead: the transaction has to be committed for that.
async fn join_by(
    ctx: &Ctx,
    tx: &Tx,
    actor: &Actor,
    origin: &Origin,
    by: &By,
) -> Result<Option<InvitationAccepted>> {
    let author = Author::of(&Caller::from(actor.clone()), origin);
    let Some(invitation) = open(ctx, tx, by).await? else {
        return Ok(None);
    };
    // As it is now: the address of the account may have changed.
    let user = users::load(&**tx, actor.user.id).await?;
    if user.email != invitation.row.email {
        return Err(Error::Forbidden {
            code: code::INVITATION_OTHER_ADDRESS,
        });
    }
    join(ctx, invitation, user.id, &author).await.map(Some)
}

/// Makes an account for the address that was invited, and a member of it. The link of the mail has
/// proved the address; nobody is signed in by it. `fallback` is the language if the input names none.
///
/// # Errors
///
/// - As [`accept`].
/// - [`code::EMAIL_TAKEN`] if the address has an account: sign in and accept.
/// - `password_weak` if the password is too easy to guess; the invitation stays good.
pub async fn register(
    ctx: &Ctx,
    origin: &Origin,
    input: InvitationRegister,
    fallback: Locale,
) -> Result<InvitationAccepted> {
    let InvitationRegister {
        token,
        password,
        first_name,
        last_name,
        locale,
    } = input;
    let by = &By::Token(hash_token(&token));
    let invited = look_at(ctx, by).await?;
    if invited.has_account {
        return Err(taken());
    }
    let email = invited.email;
    let identity = vec![email.clone(), first_name.clone(), last_name.clone()];
    let password_hash = ctx
        .passwords
        .hash_new("password", password, identity)
        .await?;
    let user = NewUser {
        email,
        password_hash: Some(password_hash),
        first_name: first_name.trim().to_owned(),
        last_name: last_name.trim().to_owned(),
        locale: locale.unwrap_or(fallback),
        is_superuser: false,
    };
    let (user, now) = (&user, ctx.clock.now());
    let accepted = ctx
        .db
        .write(|tx| async move {
            let Some(invitation) = open(ctx, &tx, by).await? else {
                return Ok(None);
            };
            // Others who have signed up with the address wait for a mail that now comes too late.
            auth::forget_registrations(&*tx, &user.email).await?;
            let row = users::insert(&*tx, ctx.ids.uuid(now)?, user.clone(), now).await?;
            let user = users::view(row)?;
            let author = &Author::by_link(&user, origin);
            join(ctx, invitation, user.id, author).await.map(Some)
        })
        .await?;
    accepted.ok_or(ended())
}

/// Ends an invitation that its reader does not want. Nobody has to be signed in for that. Its sender is
/// told, if they still belong to the team.
///
/// # Errors
///
/// [`code::INVITATION_ENDED`] if it is unknown, answered, revoked or expired.
pub async fn decline(ctx: &Ctx, origin: &Origin, input: InvitationToken) -> Result<()> {
    let by = &token(&input.token);
    ctx.db
        .write(|tx| async move {
            let locked = lock(ctx, &tx, by).await?;
            let reader = users::find_by_email(&*tx, &locked.row.email).await?;
            let author = match reader {
                Some(user) => Author::by_link(&users::view(user)?, origin),
                None => Author::by_link_alone(origin),
            };
            turn_down(ctx, locked, &author).await
        })
        .await
}

/// Ends an invitation that is for the signed-in person's address, and that they do not want.
///
/// # Errors
///
/// [`Error::NotFound`] if none of this id waits for them.
pub async fn decline_own(
    ctx: &Ctx,
    actor: &Actor,
    origin: &Origin,
    id: InvitationId,
) -> Result<()> {
    let author = &Author::of(&Caller::from(actor.clone()), origin);
    ctx.db
        .write(|tx| async move {
            let by = own(&tx, actor, id).await?;
            let locked = lock(ctx, &tx, &by).await?;
            turn_down(ctx, locked, author).await
        })
        .await
}

async fn turn_down(ctx: &Ctx, locked: Locked, author: &Author) -> Result<()> {
    let Locked { tx, team, row } = locked;
    let role = role(&tx, &row).await?;
    store::end(&tx, row.id, Outcome::Declined, ctx.clock.now()).await?;
    let entry = Entry::new("invitations.decline", SUBJECT, row.id).before(facts(&row.email, &role));
    audit::record(ctx, &tx, author, entry).await?;
    tell_declined(ctx, &tx, &team, &row).await
}

/// Tells the sender of an invitation that it is declined; whoever belongs to the team no more learns
/// nothing of it.
async fn tell_declined(ctx: &Ctx, tx: &TeamTx, team: &team_rows::Model, row: &Model) -> Result<()> {
    let Some((sender, _)) = store::active_member(tx, row.sender_id).await? else {
        return Ok(());
    };
    let notice = Notice::of_team(NotificationKind::InvitationDeclined, team).email(&row.email);
    notify(ctx, tx.tx(), UserId::new(sender.id), &notice).await
}

/// An invitation that waits for an answer, in a locked team.
struct Locked {
    tx: TeamTx,
    team: team_rows::Model,
    row: Model,
}

/// An invitation that can be accepted.
struct Open {
    tx: TeamTx,
    row: Model,
    team: team_rows::Model,
    role: role_rows::Model,
    sender: user_rows::Model,
}

/// An invitation whose sender may not give the role any more.
struct Stale {
    tx: TeamTx,
    row: Model,
    role: role_rows::Model,
}

/// Opens an invitation to be accepted, in a locked team. One that is stale is ended, and `None`: the
/// transaction has to be committed for that.
async fn open(ctx: &Ctx, tx: &Tx, by: &By) -> Result<Option<Open>> {
    let Locked {
        tx: scoped,
        team,
        row,
    } = lock(ctx, tx, by).await?;
    // An owner who is alone in the team may be closing the account, which looks for others.
    users::lock(tx, UserId::new(row.sender_id)).await?;
    match look(scoped, team, row).await? {
        Ok(open) => Ok(Some(open)),
        Err(Stale { tx, row, role }) => {
            store::end(&tx, row.id, Outcome::Withdrawn, ctx.clock.now()).await?;
            let entry = Entry::new("invitations.withdraw", SUBJECT, row.id)
                .before(facts(&row.email, &role));
            audit::record(ctx, &tx, &Author::job(), entry).await?;
            Ok(None)
        }
    }
}

/// Finds an invitation and locks its team: whoever else decides over it is done by then, or waits.
async fn lock(ctx: &Ctx, tx: &Tx, by: &By) -> Result<Locked> {
    let found = find(ctx, tx, by).await?;
    let team = match teams::lock(tx, TeamId::new(found.team_id)).await {
        Err(Error::NotFound) => return Err(gone(by)),
        locked => locked?,
    };
    let scoped = tx.of_team(team.id).await?;
    // Again: another one may have answered it while this one waited.
    let row = store::find_waiting(&scoped, by, ctx.clock.now())
        .await?
        .ok_or_else(|| gone(by))?;
    Ok(Locked {
        tx: scoped,
        team,
        row,
    })
}

async fn find(ctx: &Ctx, tx: &Tx, by: &By) -> Result<Model> {
    let all = tx.across_teams().await?;
    store::find_anywhere(&all, by, ctx.clock.now())
        .await?
        .ok_or_else(|| gone(by))
}

/// By the token of a link.
fn token(token: &str) -> By {
    By::Token(hash_token(token))
}

/// By the id, for the address that the signed-in person has now.
async fn own(tx: &Tx, actor: &Actor, id: InvitationId) -> Result<By> {
    let user = users::load(&**tx, actor.user.id).await?;
    Ok(By::Address {
        id,
        email: user.email,
    })
}

/// Why nothing is found: who holds a link learns that it is used up, and nobody else that there ever
/// was an invitation.
const fn gone(by: &By) -> Error {
    match by {
        By::Token(_) => ended(),
        By::Address { .. } => Error::NotFound,
    }
}

/// Looks whether an invitation still holds: it grants nothing that its sender could not give now.
async fn look(
    tx: TeamTx,
    team: team_rows::Model,
    row: Model,
) -> Result<std::result::Result<Open, Stale>> {
    if team.delete_at.is_some() {
        return Err(Error::Conflict {
            code: code::TEAM_DELETING,
        });
    }
    let role = role(&tx, &row).await?;
    let shared = projects::shared_with(&tx, RoleId::new(role.id)).await?;
    let sender = store::active_member(&tx, row.sender_id).await?;
    let sender = sender.filter(|(_, held)| {
        let held = Grants::in_team(roles::read_patterns(&held.permissions));
        held.require(Permission::InvitationsCreate).is_ok()
            && held.cover(&roles::read_patterns(&role.permissions))
            && shared.is_subset(held.permissions())
            && !members::is_owner(&role)
    });
    Ok(match sender {
        Some((sender, _)) => Ok(Open {
            tx,
            row,
            team,
            role,
            sender,
        }),
        None => Err(Stale { tx, row, role }),
    })
}

async fn role(tx: &TeamTx, row: &Model) -> Result<role_rows::Model> {
    roles::find(tx, RoleId::new(row.role_id))
        .await?
        .ok_or(ended())
}

/// Makes a member of somebody who is invited, and remembers the team as the one they work in.
async fn join(
    ctx: &Ctx,
    invitation: Open,
    user: UserId,
    author: &Author,
) -> Result<InvitationAccepted> {
    let Open {
        tx,
        row,
        team,
        role,
        sender: _,
    } = invitation;
    let is_new = store::active_member(&tx, user.uuid()).await?.is_none();
    if is_new {
        members::insert(ctx, &tx, user, RoleId::new(role.id)).await?;
    }
    let team_id = TeamId::new(team.id);
    users::set_team(&*tx, user, Some(team_id)).await?;
    store::end(&tx, row.id, Outcome::Accepted, ctx.clock.now()).await?;
    let member = users::load(&*tx, user).await?;
    let facts = facts(&row.email, &role).person(Fact::User, Some((user, member.full_name())));
    let entry = Entry::new("invitations.accept", SUBJECT, row.id).after(facts);
    audit::record(ctx, &tx, author, entry).await?;
    if is_new {
        let notice = Notice::of_team(NotificationKind::MemberJoined, &team).by(&member);
        tell_admins(ctx, &tx, Some(user), &notice).await?;
    }
    Ok(InvitationAccepted {
        team_id,
        slug: team.slug,
    })
}

/// The invitation as whoever holds its link sees it.
fn view(invitation: Open, has_account: bool) -> InvitationPreview {
    let Open {
        tx: _,
        row,
        team,
        role,
        sender,
    } = invitation;
    InvitationPreview {
        team: team.name,
        invited_by: users::name(&sender),
        email: row.email,
        role: roles::name(&role),
        has_account,
        expires_at: row.expires_at,
    }
}

const fn ended() -> Error {
    Error::Conflict {
        code: code::INVITATION_ENDED,
    }
}

const fn taken() -> Error {
    Error::Conflict {
        code: code::EMAIL_TAKEN,
    }
}

//! Invitations: how people come into a team.
//!
//! An invitation is bound to an address, and to the secret in the link that was mailed there, of which
//! a hash is kept. Who is signed in with that address has confirmed it, and needs no link to answer. An
//! invitation works once, for a week, and grants what its sender may give at the moment it is accepted:
//! if they have left, or hold less by then, it is ended instead. An address has one invitation into a
//! team; to invite it again, or to send it again, makes the link before useless.
//!
//! Who sends, revokes or answers holds the team's lock, so of two at once the second finds what the
//! first has left.

mod answers;
mod store;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use contract::{
    InvitationId, Locale, Page, Permission, RoleId, UserId,
    audit::Fact,
    invitations::{Invitation, InvitationCreate, InvitationQuery, InvitationsCreated, LIFE_DAYS},
    notifications::NotificationKind,
    problem::code,
    validation::{code as field_code, normalize_email},
};
use db::{
    TeamTx, Tx,
    entity::{invitations::Model, roles as role_rows, teams as team_rows, users as user_rows},
};

pub use answers::{accept, accept_own, decline, decline_own, preview, preview_own, register};
pub(crate) use store::name_role;

use crate::{
    Ctx, Error, Result,
    audit::{self, Entry, Facts},
    auth,
    cursor::{self, Listing},
    ids::hash_token,
    limits::{Key, Rule},
    mails::{self, Mail},
    members,
    notifications::{Notice, notify},
    roles::{self, Staff},
    teams::{self, TeamActor},
    users,
};

/// The most invitations of one team that wait for an answer.
const MAX_WAITING: u64 = 200;
/// For how long what is over is kept.
const KEPT: TimeDelta = TimeDelta::days(30);
/// The list, as its cursors name it.
const NEWEST_FIRST: Listing = Listing::newest_first("invitations");
/// What an invitation is called in the audit log.
const SUBJECT: &str = "invitation";

/// Lists the invitations into the actor's team that nobody has answered, newest first, in pages.
///
/// Those that have expired are among them, as they can be sent again.
///
/// # Errors
///
/// `malformed` for a cursor of another list.
pub async fn list(
    ctx: &Ctx,
    actor: &TeamActor,
    query: InvitationQuery,
) -> Result<Page<Invitation>> {
    let InvitationQuery { limit, cursor } = query;
    let limit = cursor::limit(limit)?;
    let cursor = NEWEST_FIRST.cursor(cursor)?;
    let after = cursor.as_ref();
    let rows = ctx
        .db
        .read_tx(|tx| async move {
            let scoped = tx.of_team(actor.team.uuid()).await?;
            store::list(&scoped, after, limit + 1).await
        })
        .await?;
    let key = |row: &store::Row| {
        let invitation = &row.invitation;
        (invitation.created_at.to_rfc3339(), invitation.id)
    };
    let view = |row: store::Row| {
        let sender = users::name(&row.sender);
        Ok(view(row.invitation, &row.role, sender))
    };
    cursor::paginate(rows, limit, NEWEST_FIRST, cursor.as_ref(), key, view)
}

/// Invites addresses into the actor's team, each once. Those of members are passed over and named in
/// the answer; one that is invited already gets a new invitation in place of the old one.
///
/// # Errors
///
/// - `unknown` if the team has no such role.
/// - [`code::ROLE_TOO_HIGH`] if the role grants more than the actor holds, or more is shared with it, or
///   an address is invited with such a one.
/// - [`code::OWNER_BY_TRANSFER`] if they would become owners.
/// - [`code::TOO_MANY_INVITATIONS`] if more than [`MAX_WAITING`] would wait for an answer.
/// - [`Error::RateLimited`] if the actor has sent too many, or an address was mailed to too often.
pub async fn create(
    ctx: &Ctx,
    actor: &TeamActor,
    input: InvitationCreate,
) -> Result<InvitationsCreated> {
    let InvitationCreate { emails, role } = input;
    let emails: BTreeSet<String> = emails.iter().map(|email| normalize_email(email)).collect();
    for email in &emails {
        allow_mail(ctx, actor, email).await?;
    }
    let emails = &emails;
    ctx.db
        .write(|tx| async move {
            let sending = Sending::begin(ctx, &tx, actor).await?;
            let role = sending.role(role).await?;
            let accounts = users::find_by_emails(&*tx, emails.iter().map(String::as_str)).await?;
            let joined = store::members_among(&sending.tx, &accounts).await?;
            let members: BTreeSet<&str> = accounts
                .iter()
                .filter(|user| joined.contains(&user.id))
                .map(|user| user.email.as_str())
                .collect();
            let rows = store::find_of(&sending.tx, emails).await?;
            let mut invited: BTreeMap<String, Model> = rows
                .into_iter()
                .map(|row| (row.email.clone(), row))
                .collect();
            let mut invitations = Vec::new();
            for email in emails
                .iter()
                .filter(|email| !members.contains(email.as_str()))
            {
                let account = accounts.iter().find(|user| user.email == *email);
                let invitation = match invited.remove(email) {
                    Some(row) => {
                        sending
                            .again(row, &role, account, "invitations.create")
                            .await?
                    }
                    None => sending.first(email, &role, account).await?,
                };
                invitations.push(invitation);
            }
            sending.ensure_room().await?;
            let members = members.into_iter().map(str::to_owned).collect();
            Ok(InvitationsCreated {
                invitations,
                members,
            })
        })
        .await
}

/// Sends an invitation again, in the name of the actor: with a new link, for another week.
///
/// # Errors
///
/// - [`Error::NotFound`] if no such invitation waits for an answer.
/// - [`code::ROLE_TOO_HIGH`] if its role grants more than the actor holds, or more is shared with it.
/// - [`code::OWNER_BY_TRANSFER`] if they would become an owner.
/// - [`code::ALREADY_MEMBER`] if the address belongs to a member by now.
/// - [`code::TOO_MANY_INVITATIONS`] if it had expired and [`MAX_WAITING`] others wait.
/// - [`Error::RateLimited`] if the actor has sent too many, or the address was mailed to too often.
pub async fn resend(ctx: &Ctx, actor: &TeamActor, id: InvitationId) -> Result<Invitation> {
    let email = ctx
        .db
        .read_tx(|tx| async move {
            let scoped = tx.of_team(actor.team.uuid()).await?;
            let row = store::find(&scoped, id).await?.ok_or(Error::NotFound)?;
            Ok::<_, Error>(row.email)
        })
        .await?;
    allow_mail(ctx, actor, &email).await?;
    ctx.db
        .write(|tx| async move {
            let sending = Sending::begin(ctx, &tx, actor).await?;
            let row = store::find(&sending.tx, id).await?.ok_or(Error::NotFound)?;
            let role = sending.role(RoleId::new(row.role_id)).await?;
            let account = users::find_by_email(&*tx, &row.email).await?;
            if !store::members_among(&sending.tx, &account)
                .await?
                .is_empty()
            {
                return Err(Error::Conflict {
                    code: code::ALREADY_MEMBER,
                });
            }
            let action = "invitations.resend";
            let invitation = sending.again(row, &role, account.as_ref(), action).await?;
            sending.ensure_room().await?;
            Ok(invitation)
        })
        .await
}

/// Revokes an invitation, whose link works no more from then on.
///
/// # Errors
///
/// - [`Error::NotFound`] if no such invitation waits for an answer.
/// - [`code::ROLE_TOO_HIGH`] if its role grants more than the actor holds, or more is shared with it.
pub async fn revoke(ctx: &Ctx, actor: &TeamActor, id: InvitationId) -> Result<()> {
    ctx.db
        .write(|tx| async move {
            teams::lock(&tx, actor.team).await?;
            let revoke = Permission::InvitationsRevoke;
            let actor = actor.confirm(ctx, &tx, revoke).await?;
            let scoped = tx.of_team(actor.team.uuid()).await?;
            let (row, role) = find_with_role(&scoped, id).await?;
            roles::require_held(&scoped, &actor, &role).await?;
            end_revoked(ctx, &scoped, &row).await?;
            let entry = revoked(&row, facts(&row.email, &role));
            audit::record(ctx, &scoped, &actor.author(), entry).await
        })
        .await
}

/// Revokes an invitation into whichever team. It is told in the log of the team, which does not
/// learn from where staff work, and in that of the product.
///
/// # Errors
///
/// - [`Error::NotFound`] if no such invitation waits for an answer.
/// - [`code::FORBIDDEN`] if the staff member may not any more.
pub(crate) async fn revoke_by_staff(
    ctx: &Ctx,
    tx: &Tx,
    staff: &Staff,
    id: InvitationId,
) -> Result<()> {
    let all = tx.across_teams().await?;
    let team = store::team_of(&all, id).await?.ok_or(Error::NotFound)?;
    let team = teams::lock(tx, team).await?;
    roles::confirm(tx, staff, Permission::AllInvitationsRevoke).await?;
    let scoped = tx.of_team(team.id).await?;
    let (row, role) = find_with_role(&scoped, id).await?;
    end_revoked(ctx, &scoped, &row).await?;
    let of_team = revoked(&row, facts(&row.email, &role));
    audit::record(ctx, &scoped, &staff.author().undisclosed(), of_team).await?;
    let of_product = revoked(&row, facts(&row.email, &role).open(Fact::Team, &team.name));
    audit::record_product(ctx, tx, &staff.author(), of_product).await
}

/// An invitation that is not ended, with its role.
async fn find_with_role(tx: &TeamTx, id: InvitationId) -> Result<(Model, role_rows::Model)> {
    let row = store::find(tx, id).await?.ok_or(Error::NotFound)?;
    let role = roles::find(tx, RoleId::new(row.role_id)).await?;
    Ok((row, role.ok_or(Error::NotFound)?))
}

async fn end_revoked(ctx: &Ctx, tx: &TeamTx, row: &Model) -> Result<()> {
    store::end(tx, row.id, store::Outcome::Revoked, ctx.clock.now()).await
}

/// The line of an audit log about an invitation that was revoked.
fn revoked(row: &Model, before: Facts) -> Entry {
    Entry::new("invitations.revoke", SUBJECT, row.id).before(before)
}

/// Deletes invitations that were over for a month at `now`, at most `limit` of them.
pub(crate) async fn purge(tx: Tx, now: DateTime<Utc>, limit: u64) -> Result<u64> {
    store::purge(&tx.across_teams().await?, now - KEPT, limit).await
}

/// Refuses what would send an address more mails than its owner wants, or make of the actor one who
/// mails to the world.
async fn allow_mail(ctx: &Ctx, actor: &TeamActor, email: &str) -> Result<()> {
    let sender = Key::named(&actor.caller.user.id.to_string());
    ctx.limits.require(Rule::AccountInvite, &sender).await?;
    auth::allow_mail(ctx, email).await
}

/// A transaction that sends invitations into a locked team.
struct Sending<'a> {
    ctx: &'a Ctx,
    tx: TeamTx,
    team: team_rows::Model,
    /// Who sends them, as they are now.
    actor: TeamActor,
    now: DateTime<Utc>,
}

impl<'a> Sending<'a> {
    async fn begin(ctx: &'a Ctx, tx: &Tx, actor: &TeamActor) -> Result<Self> {
        let team = teams::lock(tx, actor.team).await?;
        let actor = actor
            .confirm(ctx, tx, Permission::InvitationsCreate)
            .await?;
        Ok(Self {
            ctx,
            tx: tx.of_team(team.id).await?,
            team,
            actor,
            now: ctx.clock.now(),
        })
    }

    /// A role of the team that the actor may give.
    async fn role(&self, id: RoleId) -> Result<role_rows::Model> {
        let role = roles::find(&self.tx, id)
            .await?
            .ok_or_else(|| Error::field("role", field_code::UNKNOWN))?;
        roles::require_held(&self.tx, &self.actor, &role).await?;
        members::require_no_owner(&role)?;
        Ok(role)
    }

    /// Invites an address that has no invitation.
    async fn first(
        &self,
        email: &str,
        role: &role_rows::Model,
        account: Option<&user_rows::Model>,
    ) -> Result<Invitation> {
        let token = self.ctx.ids.token()?;
        let id = self.ctx.ids.uuid(self.now)?;
        let sending = self.sending(role, &token);
        let row = store::insert(&self.tx, id, email, sending, self.now).await?;
        let entry =
            Entry::new("invitations.create", SUBJECT, row.id).after(facts(&row.email, role));
        audit::record(self.ctx, &self.tx, &self.actor.author(), entry).await?;
        self.mail(row, role, account, &token).await
    }

    /// Invites an address that has an invitation, which this one replaces.
    async fn again(
        &self,
        row: Model,
        role: &role_rows::Model,
        account: Option<&user_rows::Model>,
        action: &'static str,
    ) -> Result<Invitation> {
        let before = if row.role_id == role.id {
            facts(&row.email, role)
        } else {
            let old = roles::find(&self.tx, RoleId::new(row.role_id))
                .await?
                .ok_or(Error::NotFound)?;
            roles::require_held(&self.tx, &self.actor, &old).await?;
            facts(&row.email, &old)
        };
        let token = self.ctx.ids.token()?;
        let row = store::renew(&self.tx, row, self.sending(role, &token)).await?;
        let entry = Entry::new(action, SUBJECT, row.id)
            .before(before)
            .after(facts(&row.email, role));
        audit::record(self.ctx, &self.tx, &self.actor.author(), entry).await?;
        self.mail(row, role, account, &token).await
    }

    fn sending(&self, role: &role_rows::Model, token: &str) -> store::Sending {
        store::Sending {
            role: role.id,
            sender: self.actor.caller.user.id,
            token_hash: hash_token(token),
            expires_at: self.now + TimeDelta::days(LIFE_DAYS),
        }
    }

    /// Queues the mail: in the language of the account, or of the sender where there is none.
    async fn mail(
        &self,
        row: Model,
        role: &role_rows::Model,
        account: Option<&user_rows::Model>,
        token: &str,
    ) -> Result<Invitation> {
        let sender = &self.actor.caller.user;
        let inviter = sender.full_name();
        let locale = match account {
            Some(user) => user.locale.parse::<Locale>().map_err(Error::internal)?,
            None => sender.locale,
        };
        let mail = Mail::Invitation {
            first_name: account.map_or_else(String::new, |user| user.first_name.clone()),
            inviter: inviter.clone(),
            team: self.team.name.clone(),
            url: format!("{}/invitations?token={token}", self.ctx.settings.public_url),
        };
        mails::send(self.ctx, self.tx.tx(), &row.email, locale, mail).await?;
        if let Some(account) = account {
            let notice = Notice::of_team(NotificationKind::InvitationReceived, &self.team)
                .by(sender)
                .role(role)
                .invitation(InvitationId::new(row.id));
            notify(self.ctx, self.tx.tx(), UserId::new(account.id), &notice).await?;
        }
        Ok(view(row, role, inviter))
    }

    /// Refuses to go on if more invitations wait than may.
    async fn ensure_room(&self) -> Result<()> {
        if store::count_waiting(&self.tx, self.now).await? > MAX_WAITING {
            return Err(Error::LimitReached {
                code: code::TOO_MANY_INVITATIONS,
            });
        }
        Ok(())
    }
}

/// What is told of an invitation in the audit log.
fn facts(email: &str, role: &role_rows::Model) -> Facts {
    Facts::new()
        .personal(Fact::Email, email)
        .open(Fact::Role, &role.name)
}

/// The invitation as members see it.
fn view(row: Model, role: &role_rows::Model, sender: String) -> Invitation {
    let Model {
        id,
        team_id: _,
        email,
        role_id: _,
        sender_id: _,
        token_hash: _,
        outcome: _,
        ended_at: _,
        expires_at,
        created_at,
    } = row;
    Invitation {
        id: InvitationId::new(id),
        email,
        role: roles::name(role),
        invited_by: sender,
        expires_at,
        created_at,
    }
}

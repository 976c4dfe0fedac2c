//! Roles, of teams and in the product: what they are called, and what their forms have in common.

use contract::{
    Permission,
    permission::{Pattern, grants},
    roles::{Role, RoleCreate, RoleUpdate},
};
use i18n::Texts;
use leptos::{html, prelude::*};
use ui::{Badge, BadgeVariant, Toasts};

use crate::{
    client::ClientError,
    forms::{FormErrors, Values},
};

/// Names a role in the language of the page: those of the product are translated.
pub(super) fn role_word(texts: &Texts, name: &str, built_in: Option<&str>) -> String {
    built_in
        .and_then(|role| texts.role(role))
        .unwrap_or(name)
        .to_owned()
}

/// A role beside who has it: a name too long for its place is cut, and whole in the title.
#[component]
pub(super) fn RoleBadge(
    /// The role's name, as [`role_word`] gives it.
    role: String,
    /// What the colour says.
    #[prop(optional)]
    variant: BadgeVariant,
) -> impl IntoView {
    let title = role.clone();
    view! {
        <Badge variant class="role-badge" attr:title=title>
            <bdi>{role}</bdi>
        </Badge>
    }
}

/// The role that is being changed, or the one that is being made.
#[derive(Clone, Copy)]
pub(super) struct Editing {
    pub(super) role: RwSignal<Option<Role>>,
    /// Grows with each opening, so that the fields start anew.
    pub(super) turn: RwSignal<u32>,
    pub(super) is_open: RwSignal<bool>,
    pub(super) form: NodeRef<html::Form>,
    pub(super) errors: FormErrors,
    pub(super) refusal: RwSignal<Option<ClientError>>,
}

impl Editing {
    pub(super) fn new() -> Self {
        Self {
            role: RwSignal::new(None),
            turn: RwSignal::new(0),
            is_open: RwSignal::new(false),
            form: NodeRef::new(),
            errors: FormErrors::new(),
            refusal: RwSignal::new(None),
        }
    }

    /// Opens the form of a role, or of a new one.
    pub(super) fn begin(self, role: Option<Role>) {
        Toasts.clear();
        // What was wrong with the last role says nothing of this one.
        self.errors.clear();
        self.refusal.set(None);
        self.role.set(role);
        self.turn.update(|turn| *turn = turn.wrapping_add(1));
        self.is_open.set(true);
    }

    /// Reads the form, which is about the permissions that `is_known` tells.
    pub(super) fn read(self, is_known: fn(Permission) -> bool) -> RoleCreate {
        let values = Values::of(self.form);
        let ticked = Permission::ALL.iter().copied().filter(|permission| {
            is_known(*permission) && !values.get(permission.as_str()).is_empty()
        });
        RoleCreate {
            name: values.get("name"),
            permissions: ticked.map(Pattern::One).collect(),
        }
    }
}

/// What changes in a role whose form is about the permissions that `is_known` tells: wildcards stay
/// unless what they grant is to be another.
pub(super) fn changes(
    role: &Role,
    input: RoleCreate,
    is_known: fn(Permission) -> bool,
) -> RoleUpdate {
    let RoleCreate { name, permissions } = input;
    let is_same = Permission::ALL
        .iter()
        .copied()
        .filter(|permission| is_known(*permission))
        .all(|permission| {
            grants(&role.permissions, permission) == grants(&permissions, permission)
        });
    RoleUpdate {
        name: Some(name),
        permissions: (!is_same).then_some(permissions),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role(pattern: Pattern) -> Role {
        Role {
            id: "019a0000-0000-7000-8000-0000000000d1".parse().unwrap(),
            name: "Editor".to_owned(),
            built_in: None,
            permissions: vec![pattern],
            holders: 0,
            version: 1,
            created_at: chrono::DateTime::UNIX_EPOCH,
        }
    }

    fn input(permissions: &[Permission]) -> RoleCreate {
        RoleCreate {
            name: "Reader".to_owned(),
            permissions: permissions.iter().copied().map(Pattern::One).collect(),
        }
    }

    #[test]
    fn a_wildcard_stays_unless_what_it_grants_changes() {
        let role = role(Pattern::Resource("audit"));
        let renamed = changes(
            &role,
            input(&[Permission::AuditRead]),
            Permission::is_of_team,
        );
        assert_eq!(renamed.name.as_deref(), Some("Reader"));
        assert_eq!(renamed.permissions, None);
        let changed = changes(
            &role,
            input(&[Permission::RolesList]),
            Permission::is_of_team,
        );
        let listed = vec![Pattern::One(Permission::RolesList)];
        assert_eq!(changed.permissions, Some(listed));
    }

    #[test]
    fn what_the_form_does_not_know_makes_no_difference() {
        let role = role(Pattern::All);
        let known = Permission::ALL.iter().copied();
        let known: Vec<_> = known.filter(|it| it.is_of_product()).collect();
        let renamed = changes(&role, input(&known), Permission::is_of_product);
        assert_eq!(renamed.permissions, None);
    }
}

//! Name, language, theme and time zone.

use contract::{
    Locale, Theme,
    problem::code,
    users::{User, UserUpdate},
    validation,
};
use leptos::{ev::SubmitEvent, html, prelude::*};
use ui::{
    Alert, AlertVariant, Button, ButtonKind, ButtonSize, ButtonVariant, Card, CardContent,
    CardFooter, CardHeader, CardTitle, FormField, Input, Select, SelectOption, Toasts,
};

use super::Settings;
#[cfg(feature = "ssr")]
use crate::answers::Answers;
use crate::{
    answers::answered,
    browser,
    client::{Result, use_client},
    contexts::{set_title, theme::theme_name, use_auth, use_texts, use_theme},
    forms::{FormErrors, Values, focus_first_error, name_of, use_alive},
    queries::use_queries,
};

/// The page.
#[component]
pub(super) fn Profile() -> impl IntoView {
    let texts = use_texts();
    set_title(texts.nav_profile());
    let auth = use_auth();
    // Not tracked: later changes reach the form without making it anew.
    let form = auth
        .get_untracked()
        .map(|user| view! { <ProfileForm user zones=time_zones() /> });
    view! {
        <Settings title=texts.nav_profile() lead=texts.settings_profile_lead()>
            {form}
        </Settings>
    }
}

/// What the form shows of a user, to tell whether another change touches it.
#[derive(Clone, PartialEq)]
struct Shown {
    first_name: String,
    last_name: String,
    locale: Locale,
    time_zone: String,
}

impl Shown {
    fn of(user: &User) -> Self {
        Self {
            first_name: user.first_name.clone(),
            last_name: user.last_name.clone(),
            locale: user.locale,
            time_zone: user.time_zone.clone(),
        }
    }
}

fn read(form: NodeRef<html::Form>) -> UserUpdate {
    let values = Values::of(form);
    UserUpdate {
        first_name: Some(values.get("first_name")),
        last_name: Some(values.get("last_name")),
        locale: values.get("locale").parse().ok(),
        theme: values.get("theme").parse().ok(),
        time_zone: Some(values.get("time_zone")).filter(|zone| !zone.is_empty()),
    }
}

/// The parts of the form that outlive its view.
#[derive(Clone, Copy)]
struct State {
    form: NodeRef<html::Form>,
    errors: FormErrors,
    /// The version that the shown values are of: a save upon another one is refused.
    version: RwSignal<i64>,
    conflict: RwSignal<bool>,
    save: Action<(UserUpdate, i64), Result<User>>,
}

fn use_profile_form(user: &User) -> State {
    let auth = use_auth();
    let client = use_client();
    let queries = use_queries();
    let state = State {
        form: NodeRef::new(),
        errors: FormErrors::new(),
        version: RwSignal::new(user.version),
        conflict: RwSignal::new(false),
        save: Action::new(move |(input, version): &(UserUpdate, i64)| {
            let (client, input, version) = (client.clone(), input.clone(), *version);
            async move { queries.update_me(&client, &input, version).await }
        }),
    };
    let shown = StoredValue::new(Shown::of(user));
    // A theme chosen in the header makes a new version, but touches nothing that is typed here.
    Effect::new(move || {
        auth.with(|user| {
            if let Some(user) = user
                && shown.with_value(|shown| *shown == Shown::of(user))
            {
                state.version.set(user.version);
            }
        });
    });
    follow_saves(state, shown);
    state
}

/// Says how a save has ended.
fn follow_saves(state: State, shown: StoredValue<Shown>) {
    let texts = use_texts();
    let saved = state.save.value();
    Effect::new(move || match saved.get() {
        None => {}
        Some(Ok(user)) => {
            state.errors.clear();
            state.conflict.set(false);
            state.version.set(user.version);
            shown.set_value(Shown::of(&user));
            if user.locale == texts.locale() {
                Toasts.success(texts.state_saved());
            } else {
                // Texts and direction belong to the document.
                browser::reload();
            }
        }
        Some(Err(error)) if error.code() == code::PRECONDITION_FAILED => state.conflict.set(true),
        Some(Err(error)) if !error.fields().is_empty() => {
            state.errors.show(error.fields().to_vec());
            focus_first_error(state.form);
        }
        Some(Err(error)) => {
            Toasts.danger(texts.error(error.code()).unwrap_or_default());
        }
    });
}

#[component]
fn ProfileForm(user: User, zones: Vec<String>) -> impl IntoView {
    let texts = use_texts();
    let state = use_profile_form(&user);
    let (form, errors) = (state.form, state.errors);
    let alive = use_alive();
    let pending = state.save.pending();
    let (first_name, last_name, email) = (
        user.first_name.clone(),
        user.last_name.clone(),
        user.email.clone(),
    );
    let submit = move |ev: SubmitEvent| {
        ev.prevent_default();
        Toasts.clear();
        let input = read(form);
        if errors.accept(form, validation::check(&input)) {
            state.save.dispatch((input, state.version.get_untracked()));
        }
    };
    view! {
        {move || state.conflict.get().then(|| view! { <Conflict /> })}
        <form
            method="post"
            novalidate=true
            node_ref=form
            on:submit=submit
            on:input=move |_| errors.follow(validation::check(&read(form)))
            on:focusout=move |ev| {
                errors.leave(name_of(ev.target()), validation::check(&read(form)));
            }
        >
            <Card>
                <CardHeader>
                    <CardTitle>{texts.settings_profile_card()}</CardTitle>
                </CardHeader>
                <CardContent class="form-grid">
                    <FormField
                        id="first-name"
                        label=texts.settings_first_name()
                        errors=errors.of("first_name")
                        required=true
                    >
                        <Input
                            name="first_name"
                            value=first_name.clone()
                            autocomplete="given-name"
                        />
                    </FormField>
                    <FormField
                        id="last-name"
                        label=texts.settings_last_name()
                        errors=errors.of("last_name")
                        required=true
                    >
                        <Input
                            name="last_name"
                            value=last_name.clone()
                            autocomplete="family-name"
                        />
                    </FormField>
                    <FormField
                        id="email"
                        label=texts.settings_email()
                        hint=texts.settings_email_hint()
                        class="form-wide"
                    >
                        <Input name="email" kind="email" value=email.clone() readonly=true />
                    </FormField>
                    <Preferences user zones errors />
                </CardContent>
                <CardFooter>
                    <Button
                        kind=ButtonKind::Submit
                        disabled=Signal::derive(move || !alive.get())
                        loading=pending
                    >
                        {texts.action_save()}
                    </Button>
                </CardFooter>
            </Card>
        </form>
    }
}

/// Language, theme and time zone.
#[component]
fn Preferences(user: User, zones: Vec<String>, errors: FormErrors) -> impl IntoView {
    let texts = use_texts();
    let zones = StoredValue::new(zone_options(zones, &user.time_zone));
    let zone = StoredValue::new(user.time_zone);
    let locale = user.locale;
    // One chosen in the header shows here too.
    let theme = use_theme();
    view! {
        <FormField id="locale" label=texts.language_label() errors=errors.of("locale")>
            <Select
                name="locale"
                value=locale.code()
                options=Locale::ALL
                    .map(|locale| {
                        SelectOption::new(locale.code(), locale.native_name()).lang(locale.code())
                    })
                    .to_vec()
            />
        </FormField>
        <FormField id="theme" label=texts.theme_label() errors=errors.of("theme")>
            {move || {
                let options = Theme::ALL
                    .map(|theme| {
                        SelectOption::new(theme.as_str(), theme_name(texts, theme))
                    })
                    .to_vec();
                view! { <Select name="theme" value=theme.get().as_str() options /> }
            }}
        </FormField>
        <FormField
            id="time-zone"
            label=texts.settings_time_zone()
            hint=texts.settings_time_zone_hint()
            errors=errors.of("time_zone")
            class="form-wide"
        >
            <Select name="time_zone" value=zone.get_value() options=zones.get_value() />
        </FormField>
    }
}

/// The name under which the time zones come with the document.
const TIME_ZONES: &str = "time-zones";

/// Asks for what the page shows.
#[cfg(feature = "ssr")]
pub(crate) fn load() -> Answers {
    let zones: Vec<String> = i18n::time_zones().map(str::to_owned).collect();
    Answers::default().with(TIME_ZONES, &zones)
}

#[cfg(feature = "ssr")]
fn time_zones() -> Vec<String> {
    answered(TIME_ZONES).unwrap_or_default()
}

/// The list is the same at each visit of the page.
#[cfg(feature = "hydrate")]
fn time_zones() -> Vec<String> {
    thread_local! {
        static ZONES: std::cell::OnceCell<Vec<String>> = const { std::cell::OnceCell::new() };
    }
    ZONES.with(|zones| {
        zones
            .get_or_init(|| answered(TIME_ZONES).unwrap_or_else(known_time_zones))
            .clone()
    })
}

/// Asks the browser when the page did not come from the server: a list of our own would weigh as
/// much as the page.
#[cfg(feature = "hydrate")]
fn known_time_zones() -> Vec<String> {
    use js_sys::{Array, Function, Reflect, global};
    use leptos::wasm_bindgen::JsCast;

    let supported = || {
        let intl = Reflect::get(&global(), &"Intl".into()).ok()?;
        let list = Reflect::get(&intl, &"supportedValuesOf".into()).ok()?;
        let list = list.dyn_into::<Function>().ok()?;
        let zones = list.call1(&intl, &"timeZone".into()).ok()?;
        zones.dyn_into::<Array>().ok()
    };
    let zones = supported().into_iter().flat_map(|zones| zones.to_vec());
    let zones = zones.filter_map(|zone| zone.as_string());
    let zones = zones.filter(|zone| zone != "UTC");
    std::iter::once("UTC".to_owned()).chain(zones).collect()
}

/// The list to choose from, which always has the current one, be it by an old name.
fn zone_options(mut zones: Vec<String>, current: &str) -> Vec<SelectOption> {
    if !zones.iter().any(|zone| zone == current) {
        zones.insert(0, current.to_owned());
    }
    zones
        .into_iter()
        .map(|zone| {
            let label = zone.replace('_', " ");
            SelectOption::new(zone, label)
        })
        .collect()
}

/// Says that the profile was changed elsewhere, and offers to load what is there now.
#[component]
fn Conflict() -> impl IntoView {
    let texts = use_texts();
    view! {
        <Alert variant=AlertVariant::Warning title=texts.settings_conflict_title()>
            <p>{texts.settings_conflict_text()}</p>
            <Button
                variant=ButtonVariant::Outline
                size=ButtonSize::Sm
                class="alert-action"
                on:click=move |_| browser::reload()
            >
                {texts.action_reload()}
            </Button>
        </Alert>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_always_offer_the_current_one() {
        let zones = || vec!["UTC".to_owned(), "America/New_York".to_owned()];
        let values = |current| -> Vec<_> {
            zone_options(zones(), current)
                .into_iter()
                .map(|option| option.value)
                .collect()
        };
        assert_eq!(values("UTC"), ["UTC", "America/New_York"]);
        assert_eq!(
            values("Asia/Calcutta"),
            ["Asia/Calcutta", "UTC", "America/New_York"]
        );
        assert_eq!(zone_options(zones(), "UTC")[1].label, "America/New York");
    }
}

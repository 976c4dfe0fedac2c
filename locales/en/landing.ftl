### The landing page.

landing-title = Pilaster: ship your SaaS as one binary
landing-description = A full-stack SaaS foundation in Rust: accounts, teams, roles, audit logs, notifications, mail, background jobs, a REST API and a translated web application, on SQLite or PostgreSQL.

landing-hero-eyebrow = A full-stack SaaS foundation in Rust
landing-hero-title = Ship your SaaS as one binary.
landing-hero-lead = Clone it, run one command, and people can sign up. Accounts, teams, roles, invitations, notifications, audit logs, an area for your staff, a REST API and the web app work today. Billing comes next, on the same layers.
landing-hero-start = Create an account
landing-hero-dashboard = Open your dashboard
landing-hero-api = Browse the API

landing-visual-label = A terminal in which cargo xtask dev starts Pilaster, in front of the Users page of the running product: a search field and a table of people with their status.
landing-mock-users-lead = Everyone with an account.
landing-mock-search = Search by name or address
landing-mock-name = Name
landing-mock-status = Status
landing-mock-joined = Joined
landing-mock-active = Active
landing-mock-deactivated = Deactivated
landing-mock-superuser = Superuser

landing-facts-label = In short
landing-fact-binary = One binary
landing-fact-binary-detail = Server, worker, migrations and every asset in one file.
landing-fact-databases = Two databases
landing-fact-databases-detail = SQLite and PostgreSQL, with the same tests run on both.
landing-fact-script = No JavaScript before sign-in
landing-fact-script-detail = This page and every form up to the dashboard work without it.
landing-fact-door = One door to the data
landing-fact-door-detail = Pages call the same REST API as every other client.

landing-features-eyebrow = What works today
landing-features-title = The parts every product needs, done properly once
landing-features-lead = Everything here is in the code today, tested on both databases and in a real browser.

landing-accounts-title = Accounts that give nothing away
landing-accounts-text = Sign-up, email confirmation, recovery, passkeys, two-step verification, and sign-in with Google, GitHub, Microsoft or any OpenID provider. Known and unknown addresses get the same answer in the same time, so nobody can find out who your customers are.
landing-accounts-step-sign-up = Sign-up
landing-accounts-step-mail = Confirmation email
landing-accounts-step-sign-in = Sign-in
landing-sessions-title = Sessions that notice theft
landing-sessions-text = Refresh tokens rotate with every use. A lost response or a second tab is forgiven; a stolen token that is used again ends the session and alerts its owner by email.
landing-sessions-visual = Token one was exchanged for token two and token two for token three. Token one is presented again, so the session ends.
landing-sessions-used = used
landing-sessions-current = current
landing-sessions-reused = used again
landing-sessions-ended = session ended
landing-teams-title = Teams that keep to themselves
landing-teams-text = Built-in roles and a team’s own ones, asked for by every route. Nobody gives what they do not hold, and on PostgreSQL row-level security is a second wall between teams.
landing-teams-step-shared = Shared to edit
landing-audit-title = Audit logs that prove themselves
landing-audit-text = Each change is written into a chain of hashes, in the transaction that makes it. One command finds a line that somebody changed behind the product’s back.
landing-invitations-title = Invitations with limits
landing-invitations-text = One address or many at once. A link is good for its address alone and grants no more than its sender can give.
landing-sharing-title = Shared one by one
landing-sharing-text = A single project is shared with a member or a role, to view or to edit. It is the pattern for whatever you build.
landing-notifications-title = News without a reload
landing-notifications-text = A bell that counts on in every open page, a daily email of what is unread, and a choice for each kind.
landing-admin-title = An area for your staff
landing-admin-text = Accounts, teams, emails and jobs, each by a role. Who acts as somebody else is recorded in both names.
landing-rendering-title = Complete from the server, alive in the browser
landing-rendering-text = Leptos renders every page on the server and hydrates it after sign-in. Data fetched on the server is not fetched again.
landing-api-title = One API that describes itself
landing-api-text = REST under /api/v1 with an OpenAPI 3.1 document, a reference you can browse offline, and one shape for every error.
landing-databases-title = SQLite or PostgreSQL
landing-databases-text = Start with a file. Point DATABASE_URL at a server when you outgrow it; not a line of your code changes.
landing-jobs-title = Work that survives kill -9
landing-jobs-text = Emails are queued in the transaction that causes them and sent by a worker with leases, retries and dead letters. A killed process loses nothing.
landing-languages-title = Every word, in both directions
landing-languages-text = A missing translation does not compile. Plurals, dates, numbers and right-to-left layout are built in.
landing-languages-sample = Welcome back
landing-languages-count = { $count ->
    [one] { $count } new message
   *[other] { $count } new messages
}
landing-accessible-title = Usable by everyone
landing-accessible-text = Keyboard, screen reader, phone, light and dark. Every page is checked with axe in a real browser.
landing-security-title = A strict content policy
landing-security-text = No third parties, no inline styles and no inline scripts. Before sign-in, no script may run; after it, only the app’s own files. Session tokens stay in HttpOnly cookies.
landing-next-title = On the roadmap
landing-next-text = Billing comes next, with subscriptions and invoices. File storage is not built yet either.

landing-architecture-eyebrow = How it works
landing-architecture-title = Every request takes the same path
landing-architecture-lead = A page rendered on the server calls the API in process, with the visitor’s own cookies. Access is decided in one place, and there is no way around it.
landing-architecture-browser = Browser
landing-architecture-browser-detail = fetch, with cookies
landing-architecture-page = Page on the server
landing-architecture-page-detail = in process, no socket
landing-architecture-api = API
landing-architecture-api-detail = who is asking, and is the input valid
landing-architecture-services = Services
landing-architecture-services-detail = policy first, then the use case
landing-architecture-database = Database
landing-architecture-database-detail = data and queued work, one transaction
landing-architecture-worker = Worker
landing-architecture-worker-detail = mail and jobs, with retries

landing-code-eyebrow = The code you build on
landing-code-title = Plain functions that read like the rules they enforce
landing-code-lead = There is no framework of ours to learn. A use case is an async function: context, actor, input.
landing-code-point-input = Inputs are destructured field by field, so a new field does not compile until someone decides what it does.
landing-code-point-clock = Time and randomness come from the context, so tests control both.
landing-code-point-errors = Errors are stable codes; the web app puts them into words, in every language.
landing-code-label = A function from Pilaster’s services, in Rust

landing-start-eyebrow = Get started
landing-start-title = One command to run it, one to test it
landing-start-lead = You need Rust, a C compiler and git. The command installs what is missing, creates the database, fills it with demo data and starts serving.
landing-start-step-dev = Start everything
landing-start-step-test = Test everything
landing-start-step-build = Build the binary to deploy

landing-cta-title = See it from the inside
landing-cta-text = Create an account, confirm your address and look around. Then read the code that did it.

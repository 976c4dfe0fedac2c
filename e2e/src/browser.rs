use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::{Value, json};
use thirtyfour::{
    By, ChromiumLikeCapabilities as _, DesiredCapabilities, Key, LoggingPrefsLogLevel, TypingData,
    WebDriver, WebElement, prelude::ElementQueryable as _,
};

use crate::{
    Viewport, css,
    environment::{self, Environment},
    option,
};

/// How long anything is waited for. Generous, since a debug build of the module may be compiled by
/// two browsers on one slow machine.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long a script may take: axe looks at each element of a page, and the reference of the API is
/// a long one.
const SCRIPT_PATIENCE: Duration = Duration::from_mins(2);
const INTERVAL: Duration = Duration::from_millis(50);

const ARGUMENTS: [&str; 12] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1280,900",
    // Colours halfway through a transition have no contrast to speak of.
    "--force-prefers-reduced-motion",
    // Whether a password is known from a leak is asked of a server that tests must not call.
    "--disable-features=PasswordLeakDetection,OptimizationHints,MediaRouter",
];

/// A browser with a fresh profile, on the product.
pub struct Browser {
    pub(crate) driver: WebDriver,
    pub(crate) origin: String,
    /// The driver, as host and port.
    driver_address: String,
    pub(crate) has_axe: bool,
}

/// What a request of the page was answered with.
#[derive(Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The body.
    pub body: String,
}

impl Answer {
    /// Reads the body as JSON.
    pub fn json(&self) -> Result<Value> {
        serde_json::from_str(&self.body).with_context(|| format!("not JSON: {self:?}"))
    }
}

impl Browser {
    /// Starts a browser.
    pub async fn start() -> Result<Self> {
        Self::launch(true).await
    }

    /// Starts a browser whose user has switched scripts off.
    pub async fn start_without_scripts() -> Result<Self> {
        Self::launch(false).await
    }

    async fn launch(has_scripts: bool) -> Result<Self> {
        let environment = Environment::read()?;
        let mut capabilities = DesiredCapabilities::chrome();
        capabilities.set_binary(&environment.browser)?;
        for argument in ARGUMENTS {
            capabilities.add_arg(argument)?;
        }
        let mut preferences = json!({
            "intl.accept_languages": "en-US,en",
            "credentials_enable_service": false,
        });
        if !has_scripts && let Some(preferences) = preferences.as_object_mut() {
            let blocked = json!(2);
            preferences.insert(
                "profile.managed_default_content_settings.javascript".to_owned(),
                blocked,
            );
        }
        capabilities.add_experimental_option("prefs", preferences)?;
        capabilities.add_experimental_option(
            "perfLoggingPrefs",
            json!({ "enableNetwork": true, "enablePage": false }),
        )?;
        capabilities.set_browser_log_level(LoggingPrefsLogLevel::All)?;
        capabilities.set_logging_prefs("performance", LoggingPrefsLogLevel::All)?;
        let driver_address = environment.driver.trim_start_matches("http://");
        let driver_address = driver_address.trim_end_matches('/').to_owned();
        let driver = WebDriver::new(environment.driver, capabilities)
            .await
            .context("the browser does not start")?;
        driver.set_script_timeout(SCRIPT_PATIENCE).await?;
        let browser = Self {
            driver,
            origin: environment.origin,
            driver_address,
            // Without scripts it cannot run; the same pages are checked with scripts elsewhere.
            has_axe: has_scripts && environment::has_axe(),
        };
        browser.resize(Viewport::DESKTOP).await?;
        Ok(browser)
    }

    /// Ends the session, after a last look at the console.
    pub async fn finish(self) -> Result<()> {
        self.check_console(&[]).await
    }

    /// Gives a name to this browser that no other one has.
    pub(crate) fn unique(&self, name: &str) -> String {
        let session = self.driver.session_id().to_string();
        let session: String = session
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect();
        format!("{name}.{session}")
    }

    /// Loads a page of the product.
    pub async fn open(&self, path: &str) -> Result<()> {
        let url = if path.starts_with('/') {
            format!("{}{path}", self.origin)
        } else {
            path.to_owned()
        };
        ensure!(
            url.starts_with(&self.origin),
            "{url} is not a page of {}",
            self.origin
        );
        self.driver.goto(url).await?;
        Ok(())
    }

    /// Loads a signed-in page and waits until it has come alive.
    pub async fn open_alive(&self, path: &str) -> Result<()> {
        self.open(path).await?;
        self.alive().await
    }

    /// Loads the page again.
    pub async fn reload(&self) -> Result<()> {
        Ok(self.driver.refresh().await?)
    }

    /// Goes back by one entry of the history.
    pub async fn back(&self) -> Result<()> {
        Ok(self.driver.back().await?)
    }

    /// Opens another tab and goes there.
    pub async fn new_tab(&self) -> Result<()> {
        let tab = self.driver.new_tab().await?;
        self.driver.switch_to_window(tab).await?;
        self.resize(Viewport::DESKTOP).await
    }

    /// Goes to a tab by its number, the first being 0.
    pub async fn switch_tab(&self, number: usize) -> Result<()> {
        let tabs = self.driver.windows().await?;
        let tab = tabs.get(number).context("there is no such tab")?;
        self.driver.switch_to_window(tab.clone()).await?;
        Ok(())
    }

    /// Waits until a signed-in page has come alive: its menus then claim the roles of menus.
    pub async fn alive(&self) -> Result<()> {
        self.find(css("#user-menu-trigger[aria-haspopup=menu]"))
            .await
            .map(drop)
    }

    /// Waits for an answer.
    pub async fn until<T>(
        &self,
        what: &str,
        mut ask: impl AsyncFnMut() -> Result<Option<T>>,
    ) -> Result<T> {
        let start = Instant::now();
        loop {
            let answer = ask().await;
            if let Ok(Some(answer)) = answer {
                return Ok(answer);
            }
            if start.elapsed() > PATIENCE {
                let path = self.path().await.unwrap_or_default();
                let text = self.page_text().await.unwrap_or_default();
                let console = self.driver.browser_log().await.unwrap_or_default();
                let console: Vec<_> = console.into_iter().map(|entry| entry.message).collect();
                let console = console.join("\n");
                let error = match answer {
                    Err(error) => format!("\n{error:#}"),
                    Ok(_) => String::new(),
                };
                bail!(
                    "waited in vain for {what} on {path}{error}\nConsole:\n{console}\nPage:\n{text}"
                );
            }
            tokio::time::sleep(INTERVAL).await;
        }
    }

    /// Waits until a condition holds.
    pub async fn holds(
        &self,
        what: &str,
        mut condition: impl AsyncFnMut() -> Result<bool>,
    ) -> Result<()> {
        self.until(what, async || Ok(condition().await?.then_some(())))
            .await
    }

    /// Waits for an element that can be seen.
    pub async fn find(&self, by: By) -> Result<WebElement> {
        self.until(&format!("{by:?}"), async || self.seen(&by).await)
            .await
    }

    /// Returns the first element that can be seen at this moment.
    async fn seen(&self, by: &By) -> Result<Option<WebElement>> {
        Ok(self
            .driver
            .query(by.clone())
            .nowait()
            .and_displayed()
            .first_opt()
            .await?)
    }

    /// Counts the elements that can be seen at this moment.
    pub async fn count(&self, by: By) -> Result<usize> {
        let elements = self.driver.query(by).nowait().and_displayed();
        Ok(elements.any().await?.len())
    }

    /// Waits until an element can be seen no more.
    pub async fn gone(&self, by: By) -> Result<()> {
        self.holds(&format!("the end of {by:?}"), async || {
            Ok(self.seen(&by).await?.is_none())
        })
        .await
    }

    /// Waits for an element and clicks it.
    pub async fn click(&self, by: By) -> Result<()> {
        // It may be made anew between being found and being clicked.
        self.holds(&format!("a click on {by:?}"), async || {
            let Some(element) = self.seen(&by).await? else {
                return Ok(false);
            };
            if !element.is_enabled().await? {
                return Ok(false);
            }
            element.click().await?;
            Ok(true)
        })
        .await
    }

    /// Types a value in place of the one that is there.
    pub async fn fill(&self, by: By, value: &str) -> Result<()> {
        let control = self.find(by).await?;
        control.clear().await?;
        control.send_keys(value).await?;
        Ok(())
    }

    /// Chooses an option of a `<select>` by its value.
    pub async fn choose(&self, by: By, value: &str) -> Result<()> {
        let list = self.find(by).await?;
        let option = list
            .find(By::Css(format!("option[value='{value}']")))
            .await?;
        option.click().await?;
        Ok(())
    }

    /// Chooses what a combobox finds for a text, by its label.
    pub async fn pick(&self, by: By, text: &str, label: &str) -> Result<()> {
        // What is typed takes the place of what a click selects.
        self.click(by.clone()).await?;
        self.press(text).await?;
        // Options may still move while the search goes on.
        self.find(css("[role=option][aria-selected=true]")).await?;
        self.click(option(label)).await?;
        self.holds(&format!("the choice of {label}"), async || {
            Ok(self.value(by.clone()).await? == label)
        })
        .await
    }

    /// Returns the value of a control.
    pub async fn value(&self, by: By) -> Result<String> {
        let value = self.find(by).await?.value().await?;
        Ok(value.unwrap_or_default())
    }

    /// Returns an attribute of an element, empty if it has none.
    pub async fn attribute(&self, by: By, name: &str) -> Result<String> {
        let value = self.find(by).await?.attr(name).await?;
        Ok(value.unwrap_or_default())
    }

    /// Returns the text of an element as it is seen.
    pub async fn text_of(&self, by: By) -> Result<String> {
        Ok(self.find(by).await?.text().await?)
    }

    /// Presses keys, wherever the focus is.
    pub async fn press(&self, keys: impl Into<TypingData>) -> Result<()> {
        let keys = keys.into();
        self.driver.action_chain().send_keys(keys).perform().await?;
        Ok(())
    }

    /// Goes one stop back, as Tab goes one on.
    pub async fn press_back_tab(&self) -> Result<()> {
        let chain = self.driver.action_chain();
        let chain = chain.key_down(Key::Shift).send_keys(Key::Tab);
        chain.key_up(Key::Shift).perform().await?;
        Ok(())
    }

    /// Returns path and query of the page.
    pub async fn path(&self) -> Result<String> {
        let url = self.driver.current_url().await?;
        Ok(match url.query() {
            Some(query) => format!("{}?{query}", url.path()),
            None => url.path().to_owned(),
        })
    }

    /// Waits until the page has this path and query.
    pub async fn at(&self, path: &str) -> Result<()> {
        self.holds(&format!("the address {path}"), async || {
            Ok(self.path().await? == path)
        })
        .await
    }

    /// Runs a script in the page and returns its value.
    pub async fn run(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        let value = self.driver.execute(script, arguments).await?;
        Ok(value.json().clone())
    }

    /// Runs a script in the page and returns the value that it hands to its last argument.
    pub async fn run_async(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        let value = self.driver.execute_async(script, arguments).await?;
        Ok(value.json().clone())
    }

    /// Returns all text of the page.
    pub async fn page_text(&self) -> Result<String> {
        Ok(self.driver.find(By::Css("body")).await?.text().await?)
    }

    /// Calls the server as the page does, with the cookies of this browser.
    pub async fn call(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Answer> {
        const SCRIPT: &str = "
            const [method, path, body, done] = arguments;
            const headers = body === null ? {} : {'Content-Type': 'application/json'};
            fetch(path, {method, headers, body, cache: 'no-store'})
                .then(async answer => done({status: answer.status, body: await answer.text()}))
                .catch(error => done({failed: String(error)}));";
        if !self
            .driver
            .current_url()
            .await?
            .as_str()
            .starts_with(&self.origin)
        {
            self.open("/login").await?;
        }
        let body = body.map(Value::to_string);
        let arguments = vec![json!(method), json!(path), json!(body)];
        let answer = self.run_async(SCRIPT, arguments).await?;
        let status = answer.get("status").and_then(Value::as_u64);
        let body = answer.get("body").and_then(Value::as_str);
        match (status, body) {
            (Some(status), Some(body)) => Ok(Answer {
                status: u16::try_from(status)?,
                body: body.to_owned(),
            }),
            _ => bail!("{method} {path} was not answered: {answer}"),
        }
    }

    /// Gives the pages that are loaded from now on a clock that can be put forward, and timers that
    /// run a hundred times as fast.
    pub async fn with_movable_clock(&self) -> Result<()> {
        const SCRIPT: &str = "{
            const now = Date.now.bind(Date);
            const later = setTimeout.bind(window);
            window.ahead = 0;
            Date.now = () => now() + ahead;
            window.setTimeout = (work, delay, ...rest) => later(work, delay / 100, ...rest);
        }";
        let cdp = self.driver.cdp();
        let source = json!({ "source": SCRIPT });
        cdp.send_raw("Page.addScriptToEvaluateOnNewDocument", source)
            .await?;
        Ok(())
    }

    /// Puts the clock of the page forward.
    pub async fn pass(&self, time: Duration) -> Result<()> {
        let milliseconds = u64::try_from(time.as_millis())?;
        self.run("ahead += arguments[0];", vec![json!(milliseconds)])
            .await
            .map(drop)
    }

    /// Takes the network away, or gives it back.
    pub async fn set_offline(&self, is_offline: bool) -> Result<()> {
        let conditions = json!({
            "offline": is_offline,
            "latency": 0,
            "downloadThroughput": -1,
            "uploadThroughput": -1,
        });
        let cdp = self.driver.cdp();
        cdp.send_raw("Network.emulateNetworkConditions", conditions)
            .await?;
        Ok(())
    }

    /// Removes a cookie; fails if there is none.
    pub async fn drop_cookie(&self, name: &str) -> Result<()> {
        self.driver
            .get_named_cookie(name)
            .await
            .with_context(|| format!("there is no cookie {name}"))?;
        Ok(self.driver.delete_cookie(name).await?)
    }
}

/// Ends the session of a journey that has failed as well as of one that has arrived.
///
/// Spoken by hand: the driver's own client needs the runtime, which a panic is about to end.
impl Drop for Browser {
    fn drop(&mut self) {
        let end = || {
            let mut driver = TcpStream::connect(&self.driver_address)?;
            driver.set_read_timeout(Some(PATIENCE))?;
            let session = self.driver.session_id();
            write!(
                driver,
                "DELETE /session/{session} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
                self.driver_address
            )?;
            // It answers once the browser is gone.
            driver.read_exact(&mut [0])
        };
        // A driver that is gone has no session left to end.
        if end().is_ok() {
            drop(self.driver.clone().leak());
        }
    }
}

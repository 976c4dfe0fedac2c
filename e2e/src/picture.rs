//! What a page looks like.

use anyhow::{Context as _, Result};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::{Value, json};

use crate::{Browser, environment};

/// A kind of screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Viewport {
    width: u32,
    height: u32,
    is_phone: bool,
}

impl Viewport {
    /// A laptop.
    pub const DESKTOP: Self = Self {
        width: 1280,
        height: 800,
        is_phone: false,
    };
    /// A phone, held upright.
    pub const PHONE: Self = Self {
        width: 390,
        height: 844,
        is_phone: true,
    };

    /// Its width in CSS pixels.
    pub const fn width(self) -> u32 {
        self.width
    }
}

impl Browser {
    /// Shows the page on another screen.
    pub async fn resize(&self, viewport: Viewport) -> Result<()> {
        let metrics = json!({
            "width": viewport.width,
            "height": viewport.height,
            "deviceScaleFactor": 1,
            "mobile": viewport.is_phone,
        });
        let cdp = self.driver.cdp();
        cdp.send_raw("Emulation.setDeviceMetricsOverride", metrics)
            .await?;
        let touch = json!({ "enabled": viewport.is_phone });
        cdp.send_raw("Emulation.setTouchEmulationEnabled", touch)
            .await?;
        Ok(())
    }

    /// Returns the screen that the page is shown on.
    pub(crate) async fn viewport(&self) -> Result<Viewport> {
        let width = self.run("return screen.width;", Vec::new()).await?;
        Ok(if width == Viewport::PHONE.width {
            Viewport::PHONE
        } else {
            Viewport::DESKTOP
        })
    }

    /// Keeps a picture of the whole page, if pictures are wanted.
    pub async fn picture(&self, name: &str) -> Result<()> {
        let Some(folder) = environment::shots() else {
            return Ok(());
        };
        let cdp = self.driver.cdp();
        let metrics = cdp.send_raw("Page.getLayoutMetrics", json!({})).await?;
        let height = metrics.pointer("/cssContentSize/height");
        let height = height.and_then(Value::as_f64).context("no height")?;
        let viewport = self.viewport().await?;
        let mut request = json!({ "format": "png" });
        // What is beyond the screen is asked for only where there is something: from a page written
        // right to left that has nothing there, Chromium cuts the wrong piece.
        if height > f64::from(viewport.height) {
            request = json!({
                "format": "png",
                "captureBeyondViewport": true,
                "clip": { "x": 0, "y": 0, "width": viewport.width, "height": height, "scale": 1 },
            });
        }
        let picture = cdp.send_raw("Page.captureScreenshot", request).await?;
        let data = picture.get("data").and_then(Value::as_str);
        let data = BASE64_STANDARD.decode(data.context("no picture")?)?;
        tokio::fs::create_dir_all(&folder).await?;
        tokio::fs::write(folder.join(format!("{name}.png")), data).await?;
        Ok(())
    }
}

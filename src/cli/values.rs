//! `jangkau values`: figures as CSV, for either audience.
//!
//! HTTP answers the public only. Those who run the server can read the exact
//! figures here.

use std::error::Error;
use std::io::Write;

use clap::{Args, ValueEnum};

use super::End;
use crate::domain::{ExactCount, IndicatorId, Level, Period, PublicCount, Shown};
use crate::snapshot::{Areas, Column, Snapshot, release};
use crate::store::Store;

/// Print the figures of an indicator and period as CSV.
#[derive(Debug, Args)]
pub(super) struct Values {
    /// An id of the catalogue.
    indicator: IndicatorId,
    /// The period, such as 2025-08.
    period: Period,
    /// The level of the areas.
    #[arg(default_value = "kelurahan")]
    level: Level,
    /// For whom: `public` as HTTP shows them, `internal` as they are.
    #[arg(long, value_enum, default_value = "public")]
    audience: Audience,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Audience {
    Public,
    Internal,
}

impl Values {
    pub(super) async fn run(self, database: &str) -> Result<End, Box<dyn Error>> {
        let store = Store::open(database).await?;
        let holdings = store.load().await?;
        store.close().await;
        let (snapshot, _) = Snapshot::build(holdings.clone());
        let index = snapshot
            .indicator(self.indicator.as_str())
            .ok_or_else(|| format!("the catalogue has no indicator {}", self.indicator))?;
        let nobody = || {
            format!(
                "nobody has given figures of {} for {} at level {}",
                self.indicator, self.period, self.level
            )
        };
        let out = &mut std::io::stdout().lock();
        match self.audience {
            Audience::Public => {
                let column = snapshot.public.column(index, self.period, self.level).ok_or_else(nobody)?;
                self.write(out, &snapshot.areas, column, PublicCount::get)?;
            }
            Audience::Internal => {
                let (table, _) = release::internal(&holdings, &snapshot.areas);
                let column = table.column(index, self.period, self.level).ok_or_else(nobody)?;
                self.write(out, &snapshot.areas, column, |count: ExactCount| count.0)?;
            }
        }
        Ok(End::Good)
    }

    fn write<C: Copy>(
        &self,
        out: &mut impl Write,
        areas: &Areas,
        column: &Column<C>,
        count: impl Fn(C) -> i64,
    ) -> std::io::Result<()> {
        let sample = if self.indicator.is_sample() { "contoh" } else { "" };
        writeln!(out, "kode,nama,state,reason,value,lo,hi,numerator,denominator,contoh")?;
        for (area, cell) in areas.of_level(self.level).zip(&column.cells) {
            let area = &areas.all()[area];
            write!(out, "{},\"{}\",", area.code, area.name.replace('"', "\"\""))?;
            write_figure(out, &cell.shown, &count)?;
            writeln!(out, ",{sample}")?;
        }
        Ok(())
    }
}

fn write_figure<C: Copy>(
    out: &mut impl Write,
    shown: &Shown<C>,
    count: &impl Fn(C) -> i64,
) -> std::io::Result<()> {
    let reason = shown.reason().map_or("", |reason| reason.as_str());
    write!(out, "{},{reason}", shown.state())?;
    let number = |number: Option<f64>| number.map_or_else(String::new, |number| format!("{number:.4}"));
    let whole = |whole: Option<C>| whole.map_or_else(String::new, |whole| count(whole).to_string());
    match shown.value() {
        None => write!(out, ",,,,,"),
        Some(value) => write!(
            out,
            ",{},{},{},{},{}",
            number(Some(value.value)),
            number(value.low),
            number(value.high),
            whole(value.numerator),
            whole(value.denominator)
        ),
    }
}

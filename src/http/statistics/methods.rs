//! How each number comes about, in a sentence, with its source.

use serde::Serialize;
use utoipa::ToSchema;

use crate::http::shapes::TextJson;

/// How a number comes about.
#[derive(Serialize, ToSchema)]
#[schema(as = StatisticalMethod)]
pub struct MethodJson {
    /// A heading of docs/methods.md.
    pub id: &'static str,
    /// What is done, and what a reader must know.
    pub text: TextJson,
    /// Where it is published.
    pub source: &'static str,
}

macro_rules! methods {
    ($($(#[$meta:meta])* $name:ident = $slug:literal, $id:literal, $en:literal, $source:literal;)+) => { $(
        $(#[$meta])*
        pub(super) fn $name() -> MethodJson {
            MethodJson {
                id: $slug,
                text: TextJson { id: $id.to_owned(), en: $en.to_owned() },
                source: $source,
            }
        }
    )+ };
}

methods! {
    rate = "rate",
        "Angka yang masuk hitungan adalah pembilang dibagi penyebut sebagaimana ditampilkan (dibulatkan ke lima); angka yang disembunyikan tidak pernah masuk.",
        "What enters is the numerator over the denominator as shown (rounded to five); suppressed figures never enter.",
        "docs/methods.md";
    smoothing = "smoothing",
        "Angka dihaluskan: ditarik ke rata-rata (seluruh wilayah, atau wilayah itu bersama tetangganya) sejauh perbedaan dapat terjadi karena kebetulan. Ini perkiraan, bukan hasil pengukuran; angka asli ada di sampingnya.",
        "Smoothed: drawn to the mean (of all areas, or of the area with its neighbours) as far as chance could explain the difference. An estimate and no measurement; the raw figure stands beside it.",
        "Marshall, Journal of the Royal Statistical Society C 40 (1991)";
    moran = "morans-i",
        "Indeks Moran: apakah wilayah yang berbatasan mirip satu sama lain. Peluang dua sisi dihitung secara analitik di bawah pengacakan.",
        "Moran's I: whether areas that touch are alike. Two-sided probability, analytic, under randomization.",
        "Cliff and Ord, Spatial processes (1981)";
    local_moran = "local-morans-i",
        "Indeks Moran lokal: tinggi di samping tinggi, rendah di samping rendah, atau berbeda dari tetangga. Hanya yang tetap menonjol setelah penyesuaian uji ganda (Benjamini–Hochberg, 5 %) yang disebut kelompok.",
        "Local Moran's I: high beside high, low beside low, or unlike its neighbours. Only what stands out after the adjustment for many tests (Benjamini–Hochberg, 5%) is called a cluster.",
        "Anselin, Geographical Analysis 27 (1995); Sokal, Oden and Thomson, Geographical Analysis 30 (1998)";
    gi_star = "getis-ord-gi-star",
        "Gi*: wilayah yang bersama tetangganya berangka tinggi (titik panas) atau rendah (titik dingin), setelah penyesuaian uji ganda (Benjamini–Hochberg, 5 %).",
        "Gi*: areas that with their neighbours have high values (hot spots) or low ones (cold spots), after the adjustment for many tests (Benjamini–Hochberg, 5%).",
        "Ord and Getis, Geographical Analysis 27 (1995); Benjamini and Hochberg, Journal of the Royal Statistical Society B 57 (1995)";
    outlier = "outliers",
        "Pencilan: jaraknya dari median lebih dari 3,5 kali simpangan median yang diskalakan. Periksa datanya lebih dahulu.",
        "Outliers: further from the median than 3.5 scaled median deviations. Look at the data first.",
        "Iglewicz and Hoaglin, How to detect and handle outliers (1993)";
    newcombe = "differences",
        "Selisih dua periode dengan rentang 95 % menurut Newcombe (dari rentang Wilson), seolah-olah kedua periode mengukur anak yang berbeda. Bila rentang memuat nol, perubahan tidak terdeteksi. Dari wilayah yang sebenarnya tidak berubah, sekitar satu dari dua puluh tetap tampak naik atau turun.",
        "Difference of two periods with a 95% interval by Newcombe (from Wilson intervals), as if the periods had measured different children. Where the interval holds zero, no change is detectable. Of areas that did not change, about one in twenty still seems to go up or down.",
        "Newcombe, Statistics in Medicine 17 (1998), method 10";
    terciles = "two-variables",
        "Tiap peubah dibagi tiga kelas sama banyak (tersil) di antara wilayah yang menampilkan keduanya. Keduanya berdampingan, bukan sebab-akibat.",
        "Each variable is cut into three classes of equal size (terciles) among the areas that show both. They lie side by side; neither is the cause of the other.",
        "docs/methods.md";
    priority = "priority",
        "Skor: rata-rata tertimbang dari kebutuhan tiap indikator (0 paling ringan, 1 paling berat di antara wilayah yang menampilkannya). Bobot dipilih oleh yang bertanya dan tertulis di alamat; skor bukan fakta.",
        "Score: the weighted mean of each indicator's need (0 the least, 1 the greatest among areas that show it). Weights are chosen by whoever asks and stand in the address; a score is no fact.",
        "OECD and JRC, Handbook on constructing composite indicators (2008)";
    rank_uncertainty = "rank-uncertainty",
        "Ketidakpastian peringkat: setiap angka diundi ulang di dalam rentang 95 %-nya dengan benih tetap, lalu semua wilayah diperingkat lagi.",
        "How sure ranks are: every figure is drawn anew inside its 95% interval, from a fixed seed, and all areas are ranked again.",
        "Goldstein and Spiegelhalter, Journal of the Royal Statistical Society A 159 (1996)";
}

//! The closed list of reasons that an import gives, with their words.

use serde::{Deserialize, Serialize};

use super::report::{Scope, Severity};
use crate::domain::Text;

/// Writes the closed list of codes from one table, so that a code, its scope,
/// its severity and its words stand in one place.
macro_rules! codes {
    ($( $(#[$meta:meta])* $variant:ident = $slug:literal, $scope:ident, $severity:ident,
        $message_id:literal, $message_en:literal, $mend_id:literal, $mend_en:literal; )+) => {
        /// The closed list of reasons. Each has one meaning; `docs/import-findings.md`
        /// shows the same table.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Code { $( $(#[$meta])* #[doc = $message_en] #[serde(rename = $slug)] $variant ),+ }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &'static [Self] = &[ $( Self::$variant ),+ ];

            /// The word used in reports.
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$variant => $slug ),+ }
            }

            /// Whether it concerns a row or the file.
            pub const fn scope(self) -> Scope {
                match self { $( Self::$variant => Scope::$scope ),+ }
            }

            /// What follows from it.
            pub const fn severity(self) -> Severity {
                match self { $( Self::$variant => Severity::$severity ),+ }
            }

            /// What is wrong, in both languages.
            pub fn message(self) -> Text {
                match self { $( Self::$variant => Text::new($message_id, $message_en) ),+ }
            }

            /// What to do about it, in both languages.
            pub fn mend(self) -> Text {
                match self { $( Self::$variant => Text::new($mend_id, $mend_en) ),+ }
            }
        }
    };
}

codes! {
    // The file as a whole.
    EmptyFile = "empty_file", File, Reject,
        "Berkas kosong.", "The file is empty.",
        "Kirim berkas yang berisi data.", "Send a file that holds data.";
    LimitBytes = "limit_bytes", File, Reject,
        "Berkas terlalu besar.", "The file is too large.",
        "Bagi berkas menjadi beberapa bagian.", "Split the file.";
    UnsupportedFormat = "unsupported_format", File, Reject,
        "Isi berkas bukan format yang dibaca untuk jenis data ini.", "The content is not a format that this kind of dataset is read from.",
        "Simpan sebagai GeoJSON, Shapefile (zip), GeoPackage, KML, FlatGeobuf, CSV, XLSX, XLS atau ODS; katalog sebagai JSON.", "Save it as GeoJSON, Shapefile (zip), GeoPackage, KML, FlatGeobuf, CSV, XLSX, XLS or ODS; the catalogue as JSON.";
    Encoding = "encoding", File, Reject,
        "Teks berkas tidak dapat dibaca dengan pengodeannya.", "The text of the file cannot be read in its encoding.",
        "Simpan ulang sebagai UTF-8, atau sebutkan pengodeannya (encoding).", "Save it again as UTF-8, or say its encoding (option encoding).";
    JsonSyntax = "json_syntax", File, Reject,
        "JSON rusak.", "The JSON is broken.",
        "Perbaiki di tempat yang disebut, atau ekspor ulang dari aplikasi asal.", "Mend it at the place named, or export it again.";
    NotGeojson = "not_geojson", File, Reject,
        "JSON ini bukan FeatureCollection GeoJSON.", "This JSON is not a GeoJSON FeatureCollection.",
        "Ekspor lapisan sebagai GeoJSON (RFC 7946).", "Export the layer as GeoJSON (RFC 7946).";
    NoFeatures = "no_features", File, Reject,
        "Tidak ada fitur di dalam berkas.", "The file holds no features.",
        "Periksa apakah lapisan yang diekspor berisi data.", "Check that the exported layer holds data.";
    NoRows = "no_rows", File, Reject,
        "Tidak ada baris yang dapat dipakai.", "No row can be used.",
        "Perbaiki baris yang disebut di atas, lalu impor lagi.", "Mend the rows named above and import again.";
    CsvSyntax = "csv_syntax", File, Reject,
        "CSV rusak.", "The CSV is broken.",
        "Periksa tanda kutip di sekitar tempat yang disebut.", "Check the quotes near the place named.";
    MissingColumn = "missing_column", File, Reject,
        "Kolom wajib tidak ada.", "A required column is missing.",
        "Tambahkan kolom itu, petakan kolom lain kepadanya (map), atau beri nilai tetap (set).", "Add the column, map another to it (option map), or give it one value (option set).";
    DuplicateColumn = "duplicate_column", File, Reject,
        "Dua kolom berarti hal yang sama.", "Two columns mean the same.",
        "Hapus salah satunya, atau sebutkan yang dipakai (map).", "Remove one of them, or say which is meant (option map).";
    PersonalData = "personal_data", File, Reject,
        "Berkas memuat kolom data pribadi.", "The file has columns of personal data.",
        "Hapus kolom itu. Layanan ini hanya menerima jumlah per wilayah.", "Remove them. This service takes counts by area only.";
    MissingMember = "missing_member", File, Reject,
        "Bagian wajib tidak ada dalam JSON.", "A required member is missing from the JSON.",
        "Lengkapi bagian itu sesuai panduan format data.", "Add it as the guide to data formats says.";
    ArchiveInvalid = "archive_invalid", File, Reject,
        "Arsip rusak.", "The archive is broken.",
        "Buat ulang arsipnya.", "Make the archive again.";
    ArchiveEncrypted = "archive_encrypted", File, Reject,
        "Arsip dikunci dengan kata sandi.", "The archive is locked with a password.",
        "Kirim tanpa kata sandi.", "Send it without a password.";
    NestedArchive = "nested_archive", File, Reject,
        "Di dalam arsip ada arsip lain.", "The archive holds another archive.",
        "Keluarkan arsip yang di dalam, lalu kirim tersendiri.", "Take the inner archive out and send it by itself.";
    PathTraversal = "path_traversal", File, Reject,
        "Nama di dalam arsip menunjuk ke luar arsip.", "A name in the archive leads out of it.",
        "Buat ulang arsip dengan nama berkas biasa.", "Make the archive again with plain names.";
    Symlink = "symlink", File, Reject,
        "Arsip memuat tautan, bukan berkas.", "The archive holds a link, not a file.",
        "Masukkan berkasnya sendiri.", "Put the file itself into it.";
    LimitName = "limit_name", File, Reject,
        "Nama di dalam arsip terlalu panjang.", "A name in the archive is too long.",
        "Persingkat namanya.", "Shorten it.";
    LimitEntries = "limit_entries", File, Reject,
        "Arsip atau buku kerja memuat terlalu banyak bagian.", "The archive or workbook has too many parts.",
        "Kirim hanya berkas yang diperlukan.", "Send only the files that are needed.";
    LimitUncompressed = "limit_uncompressed", File, Reject,
        "Isi arsip terlalu besar.", "The content of the archive is too large.",
        "Bagi berkas menjadi beberapa bagian.", "Split the file.";
    LimitRatio = "limit_ratio", File, Reject,
        "Isi arsip jauh lebih besar daripada arsipnya.", "The content is far larger than the archive.",
        "Kirim berkas tanpa dimampatkan.", "Send the file uncompressed.";
    LimitCells = "limit_cells", File, Reject,
        "Lembar memuat terlalu banyak sel.", "The sheet has too many cells.",
        "Hapus lembar dan kolom yang tidak dipakai.", "Remove sheets and columns that are not used.";
    TooDeep = "too_deep", File, Reject,
        "Bagian berkas bersarang terlalu dalam.", "The file is nested too deeply.",
        "Ekspor ulang tanpa folder bertingkat.", "Export it again without nested folders.";
    ShapefileInvalid = "shapefile_invalid", File, Reject,
        "Shapefile rusak atau tidak lengkap.", "The shapefile is broken or incomplete.",
        "Kirim satu zip dengan .shp, .shx, .dbf dan .prj.", "Send one zip with .shp, .shx, .dbf and .prj.";
    DbfInvalid = "dbf_invalid", File, Reject,
        "Tabel .dbf rusak.", "The .dbf table is broken.",
        "Ekspor ulang shapefile dari aplikasi asal.", "Export the shapefile again.";
    CountMismatch = "count_mismatch", File, Reject,
        "Bagian-bagian berkas memuat jumlah catatan yang berbeda.", "The parts of the file have different numbers of records.",
        "Ekspor ulang; nama bisa menempel pada bentuk yang salah.", "Export it again; names may sit on the wrong shapes.";
    GpkgInvalid = "gpkg_invalid", File, Reject,
        "GeoPackage rusak.", "The GeoPackage is broken.",
        "Ekspor ulang dari aplikasi asal.", "Export it again.";
    FlatgeobufInvalid = "flatgeobuf_invalid", File, Reject,
        "FlatGeobuf rusak.", "The FlatGeobuf is broken.",
        "Ekspor ulang dari aplikasi asal.", "Export it again.";
    KmlInvalid = "kml_invalid", File, Reject,
        "KML rusak.", "The KML is broken.",
        "Ekspor ulang dari aplikasi asal.", "Export it again.";
    XlsxInvalid = "xlsx_invalid", File, Reject,
        "Buku kerja rusak.", "The workbook is broken.",
        "Buka di aplikasi lembar kerja, lalu simpan ulang.", "Open it in a spreadsheet program and save it again.";
    Encrypted = "encrypted", File, Reject,
        "Buku kerja dikunci dengan kata sandi.", "The workbook is locked with a password.",
        "Simpan tanpa kata sandi.", "Save it without a password.";
    NoLayer = "no_layer", File, Reject,
        "Lapisan atau lembar itu tidak ada.", "There is no such layer or sheet.",
        "Sebutkan salah satu yang ada (layer).", "Name one that there is (option layer).";
    AmbiguousLayer = "ambiguous_layer", File, Reject,
        "Berkas memuat beberapa lapisan.", "The file has several layers.",
        "Sebutkan lapisan yang dimaksud (layer).", "Say which is meant (option layer).";
    AmbiguousSheet = "ambiguous_sheet", File, Reject,
        "Buku kerja memuat beberapa lembar yang cocok.", "Several sheets of the workbook fit.",
        "Sebutkan lembar yang dimaksud (layer).", "Say which is meant (option layer).";
    HeaderNotFound = "header_not_found", File, Reject,
        "Kepala tabel tidak ditemukan.", "No header was found.",
        "Beri setiap kolom nama pada satu baris, atau petakan kolomnya (map).", "Name every column in one row, or map the columns (option map).";
    CrsUnknown = "crs_unknown", File, Reject,
        "Sistem koordinat berkas tidak disebut.", "The file does not say its coordinate system.",
        "Sertakan .prj, atau sebutkan sistemnya (crs), misalnya EPSG:32749.", "Send the .prj, or say the system (option crs), such as EPSG:32749.";
    CrsUnsupported = "crs_unsupported", File, Reject,
        "Sistem koordinat ini tidak dikenal.", "This coordinate system is not known.",
        "Ekspor ulang dalam EPSG:4326, atau sebutkan sistemnya (crs).", "Export it again in EPSG:4326, or say the system (option crs).";
    CrsAssumed = "crs_assumed", File, Warn,
        "Berkas tidak menyebut sistem koordinat; angkanya dibaca sebagai derajat WGS 84.", "The file does not say its coordinate system; the numbers are read as degrees on WGS 84.",
        "Periksa letaknya pada peta; sebutkan sistemnya (crs) bila lain.", "Check the place on the map; say the system (option crs) where it is another.";
    CrsUncertain = "crs_uncertain", File, Warn,
        "Perubahan dari datum lama ini hanya pasti sampai beberapa meter.", "The change from this older datum is certain to a few metres only.",
        "Tidak perlu tindakan; garis batas dapat bergeser sejauh itu.", "Nothing needs to be done; borders may be off by as much.";
    EncodingAssumed = "encoding_assumed", File, Warn,
        "Berkas bukan UTF-8 dan tidak menyebut pengodeannya; dibaca sebagai Windows-1252.", "The file is not UTF-8 and names no encoding; it is read as Windows-1252.",
        "Periksa huruf beraksen; sebutkan pengodeannya (encoding) bila lain.", "Check letters with accents; say the encoding (option encoding) where it is another.";
    SchemeMixed = "scheme_mixed", File, Reject,
        "Berkas mencampur kode bertitik dan angka tanpa titik.", "The file mixes codes with dots and bare digits.",
        "Pakai satu skema kode untuk seluruh berkas.", "Use one scheme of codes for the whole file.";
    PersonalAggregated = "personal_aggregated", File, Warn,
        "Daftar anak dijumlahkan per kelurahan; nama, NIK, tanggal lahir dan alamat tidak disimpan.", "The list of children was counted by kelurahan; no name, number, birth date or address was kept.",
        "Tidak perlu tindakan.", "Nothing needs to be done.";
    HiddenSheet = "hidden_sheet", File, Warn,
        "Lembar yang dibaca tersembunyi di buku kerja.", "The sheet that was read is hidden in the workbook.",
        "Periksa apakah lembar itu yang dimaksud.", "Check that it is the one that is meant.";
    Timeout = "timeout", File, Reject,
        "Berkas terlalu lama dibaca.", "Reading the file took too long.",
        "Bagi berkas, atau sederhanakan bentuknya.", "Split the file, or simplify its shapes.";
    LimitMemory = "limit_memory", File, Reject,
        "Berkas menghabiskan memori atau menghentikan pembacanya.", "The file used up the memory or ended its reader.",
        "Ekspor ulang dari aplikasi asal, atau bagi berkas.", "Export it again, or split it.";
    LimitRows = "limit_rows", File, Reject,
        "Berkas memuat terlalu banyak baris.", "The file has too many rows.",
        "Bagi berkas menjadi beberapa bagian.", "Split the file.";
    LimitColumns = "limit_columns", File, Reject,
        "Berkas memuat terlalu banyak kolom.", "The file has too many columns.",
        "Hapus kolom yang tidak dipakai.", "Remove columns that are not used.";

    RepairTolerance = "repair_tolerance", File, Reject,
        "Lebar perbaikan harus antara 0 dan 100 meter.", "The width of a repair must be between 0 and 100 metres.",
        "Sebutkan lebar dalam meter (repair), misalnya 15.", "Say a width in metres (option repair), such as 15.";
    RepairExceeds = "repair_exceeds", File, Reject,
        "Perbaikan mengubah wilayah ini lebih dari 0,1 %.", "The repair changes this area by more than 0.1 %.",
        "Setujui per wilayah (accept dengan kodenya), atau perkecil lebarnya (repair).", "Accept it by the area's code (option accept), or use a smaller width (option repair).";
    RepairAccepted = "repair_accepted", File, Repair,
        "Wilayah ini berubah lebih dari 0,1 % dan telah disetujui.", "This area changes by more than 0.1 %, which was accepted.",
        "Periksa bentuknya pada pratinjau.", "Look at its shape in the preview.";
    GapClosed = "gap_closed", File, Repair,
        "Celah ditutup dan diberikan kepada satu tetangga.", "A gap was closed and given to one neighbour.",
        "Periksa pada pratinjau bila besar.", "Look at it in the preview where it is large.";
    OverlapGiven = "overlap_given", File, Repair,
        "Tumpang tindih diberikan kepada satu wilayah.", "An overlap was given to one area.",
        "Periksa pada pratinjau bila besar.", "Look at it in the preview where it is large.";
    GeometryRepaired = "geometry_repaired", Row, Repair,
        "Garis batas yang memotong dirinya sendiri diperbaiki.", "A border that crosses itself was mended.",
        "Periksa bentuknya pada pratinjau.", "Look at its shape in the preview.";

    // Features and their shapes.
    FeatureInvalid = "feature_invalid", Row, Reject,
        "Fitur ini bukan Feature GeoJSON yang sah.", "This is not a valid GeoJSON Feature.",
        "Perbaiki fitur ini di aplikasi asal.", "Mend the feature in the program that made it.";
    GeometryMissing = "geometry_missing", Row, Reject,
        "Fitur tidak mempunyai geometri.", "The feature has no geometry.",
        "Gambar wilayahnya, atau keluarkan fitur ini.", "Draw the area, or leave the feature out.";
    GeometryType = "geometry_type", Row, Reject,
        "Jenis geometri tidak cocok untuk data ini.", "The type of geometry does not fit this dataset.",
        "Batas wilayah: Polygon atau MultiPolygon; posyandu: Point.", "Boundaries: Polygon or MultiPolygon; posyandu: Point.";
    EmptyGeometry = "empty_geometry", Row, Reject,
        "Geometri kosong.", "The geometry is empty.",
        "Gambar ulang, atau keluarkan fitur ini.", "Draw it again, or leave the feature out.";
    CoordinatesInvalid = "coordinates_invalid", Row, Reject,
        "Sebuah posisi bukan pasangan angka.", "A position is not a pair of numbers.",
        "Setiap posisi memuat bujur dan lintang.", "Every position holds a longitude and a latitude.";
    OutOfRange = "out_of_range", Row, Reject,
        "Koordinat bukan derajat; tampaknya meter (UTM atau TM-3).", "The coordinates are no degrees; they look like metres (UTM or TM-3).",
        "Sebutkan sistem koordinatnya (crs), misalnya EPSG:32749.", "Say the coordinate system (option crs), such as EPSG:32749.";
    CoordinatesSwapped = "coordinates_swapped", Row, Reject,
        "Bujur dan lintang tampaknya tertukar.", "Longitude and latitude look swapped.",
        "Tukar urutannya: bujur dahulu, lintang kemudian.", "Swap them: longitude first, latitude second.";
    OutsideArea = "outside_area", Row, Reject,
        "Posisi di luar Indonesia.", "The position is outside Indonesia.",
        "Periksa koordinatnya.", "Check the coordinates.";
    TooComplex = "too_complex", Row, Reject,
        "Geometri mempunyai terlalu banyak titik.", "The geometry has too many vertices.",
        "Sederhanakan bentuknya sebelum dikirim.", "Simplify the shape before sending it.";
    RingTooShort = "ring_too_short", Row, Reject,
        "Sebuah ring kurang dari empat posisi.", "A ring has fewer than four positions.",
        "Gambar ulang wilayahnya.", "Draw the area again.";
    RingNotClosed = "ring_not_closed", Row, Reject,
        "Sebuah ring tidak tertutup.", "A ring is not closed.",
        "Posisi pertama dan terakhir harus sama.", "Its first and last positions must be the same.";
    DegenerateGeometry = "degenerate_geometry", Row, Reject,
        "Sebuah ring tidak mempunyai luas.", "A ring has no area.",
        "Gambar ulang wilayahnya.", "Draw the area again.";
    SelfIntersection = "self_intersection", Row, Reject,
        "Garis batas memotong dirinya sendiri.", "The border crosses itself.",
        "Perbaiki di tempat yang disebut, atau minta diperbaiki (repair).", "Mend it at the place named, or ask for a repair (option repair).";
    HoleOutside = "hole_outside", Row, Reject,
        "Sebuah lubang terletak di luar wilayahnya.", "A hole lies outside its area.",
        "Hapus lubang itu, atau jadikan bagian tersendiri.", "Remove the hole, or make it a part of its own.";
    ExtraDimensions = "extra_dimensions", Row, Warn,
        "Posisi memuat ketinggian; angka itu diabaikan.", "Positions carry heights; they are ignored.",
        "Tidak perlu tindakan.", "Nothing needs to be done.";
    DuplicateVertices = "duplicate_vertices", Row, Warn,
        "Sebuah titik berulang berturut-turut.", "A vertex stands twice in a row.",
        "Tidak perlu tindakan; titik ganda diabaikan.", "Nothing needs to be done; doubles are ignored.";

    // Codes, names and words.
    MissingCode = "missing_code", Row, Reject,
        "Kode wilayah tidak ada.", "The area code is missing.",
        "Isi kode Kemendagri dengan titik.", "Give the Kemendagri code with dots.";
    CodeScheme = "code_scheme", Row, Reject,
        "Angka tanpa titik dapat berarti kode Kemendagri atau kode BPS.", "Digits without dots may be a Kemendagri or a BPS code.",
        "Sebutkan skemanya (scheme kemendagri atau bps), atau tulis dengan titik: 97.71.01.1002.", "Say the scheme (option scheme: kemendagri or bps), or write it with dots: 97.71.01.1002.";
    CodeFormat = "code_format", Row, Reject,
        "Ini bukan kode wilayah.", "This is no area code.",
        "Kode Kemendagri berbentuk 97, 97.71, 97.71.01 atau 97.71.01.1002.", "A Kemendagri code looks like 97, 97.71, 97.71.01 or 97.71.01.1002.";
    WrongLevel = "wrong_level", Row, Reject,
        "Kode ini bukan kode kelurahan atau desa.", "This is not the code of a kelurahan or desa.",
        "Pakai kode sepuluh angka; wilayah yang lebih luas dibentuk dari kelurahan.", "Use the ten-digit code; wider areas are dissolved from the kelurahan.";
    CodeMismatch = "code_mismatch", Row, Reject,
        "Kolom ini tidak cocok dengan kode wilayahnya.", "This column does not follow from the area code.",
        "Perbaiki salah satu dari keduanya.", "Mend one of the two.";
    DuplicateCode = "duplicate_code", Row, Reject,
        "Kode ini sudah dipakai baris sebelumnya.", "An earlier row has this code already.",
        "Hapus atau gabungkan salah satu barisnya.", "Remove one of the rows, or join them.";
    UnknownCode = "unknown_code", Row, Warn,
        "Wilayah ini tidak ada pada batas yang dimuat; angkanya belum tampil.", "No boundary is loaded for this area; its figure is not shown yet.",
        "Periksa kodenya, atau impor batasnya.", "Check the code, or import its boundary.";
    MissingName = "missing_name", Row, Reject,
        "Nama tidak ada.", "The name is missing.",
        "Isi namanya.", "Give the name.";
    MissingValue = "missing_value", Row, Reject,
        "Isian wajib kosong.", "A required field is empty.",
        "Isi kolom itu.", "Fill it in.";
    SpreadsheetError = "spreadsheet_error", Row, Reject,
        "Sel memuat galat lembar kerja.", "A cell holds an error of the spreadsheet.",
        "Perbaiki rumusnya.", "Mend its formula.";
    FormulaWithoutValue = "formula_without_value", Row, Reject,
        "Sel memuat rumus tanpa hasil.", "A cell holds a formula without its result.",
        "Buka di aplikasi lembar kerja, hitung ulang, lalu simpan.", "Open it in a spreadsheet program, recalculate and save.";
    TotalRow = "total_row", Row, Reject,
        "Baris ini jumlah dari baris lain, bukan wilayah.", "This row is the sum of others, not an area.",
        "Tidak perlu tindakan; jumlah dihitung dari wilayahnya.", "Nothing needs to be done; sums are made from the areas.";
    BidiControl = "bidi_control", Row, Reject,
        "Teks memuat tanda pembalik arah tulisan.", "The text holds a mark that turns the direction of writing.",
        "Hapus tanda itu.", "Remove it.";
    BpsUnknown = "bps_unknown", Row, Reject,
        "Kode BPS ini tidak ada pada daftar wilayah yang dimuat.", "The list of areas that is loaded has no such BPS code.",
        "Periksa kodenya dan tahun daftarnya (vintage), atau impor daftar wilayahnya.", "Check the code and the year of its list (option vintage), or import the list of areas.";
    NameUnknown = "name_unknown", Row, Reject,
        "Nama wilayah ini tidak ditemukan.", "No area of this name was found.",
        "Pilih salah satu calon (match), atau perbaiki namanya.", "Choose one of the candidates (match), or mend the name.";
    NameAmbiguous = "name_ambiguous", Row, Reject,
        "Beberapa wilayah bernama sama.", "Several areas have this name.",
        "Tambahkan kolom kecamatan atau kota, atau sebutkan wilayahnya (within).", "Add a column for kecamatan or kota, or say the area (option within).";
    NameMismatch = "name_mismatch", Row, Warn,
        "Nama di samping kode bukan nama wilayah berkode itu.", "The name beside the code is not that of the area.",
        "Periksa kodenya.", "Check the code.";
    NumberAmbiguous = "number_ambiguous", Row, Reject,
        "Angka ini dapat dibaca dengan dua cara.", "This number can be read in two ways.",
        "Sebutkan cara tulisnya (numbers id atau en), atau hapus pemisah ribuannya.", "Say how it is written (option numbers: id or en), or remove the thousands separator.";
    DateAmbiguous = "date_ambiguous", Row, Reject,
        "Tanggal ini dapat dibaca dengan dua cara.", "This date can be read in two ways.",
        "Sebutkan urutannya (dates dmy atau mdy), atau tulis 2023-06-07.", "Say its order (option dates: dmy or mdy), or write 2023-06-07.";
    RateMismatch = "rate_mismatch", Row, Reject,
        "Persentase tidak sesuai dengan jumlahnya.", "The percentage does not follow from its counts.",
        "Periksa ketiga angka itu.", "Check the three numbers.";
    WordUnknown = "word_unknown", Row, Reject,
        "Kata ini tidak dikenal pada kolom ini.", "This word is not known in this column.",
        "Pakai salah satu kata dari panduan format data.", "Use one of the words in the guide to data formats.";
    ControlCharacter = "control_character", Row, Reject,
        "Teks memuat karakter kendali.", "The text holds a control character.",
        "Hapus karakter itu.", "Remove it.";
    LimitString = "limit_string", Row, Reject,
        "Teks terlalu panjang.", "The text is too long.",
        "Persingkat teks itu.", "Shorten it.";
    RowWidth = "row_width", Row, Reject,
        "Jumlah kolom baris ini tidak sama dengan kepala tabel.", "The row has not as many fields as the header.",
        "Periksa koma dan tanda kutip pada baris itu.", "Check the commas and quotes of the row.";
    UnknownColumn = "unknown_column", Row, Warn,
        "Kolom ini tidak dikenal dan diabaikan.", "This column is not known and is ignored.",
        "Tidak perlu tindakan, kecuali namanya salah ketik.", "Nothing needs to be done, unless its name is misspelt.";

    // Figures.
    UnknownIndicator = "unknown_indicator", Row, Reject,
        "Indikator ini tidak ada dalam katalog.", "The catalogue has no such indicator.",
        "Periksa ejaan, atau impor katalognya dahulu.", "Check the spelling, or import its catalogue first.";
    SampleMix = "sample_mix", Row, Reject,
        "Angka contoh dan angka nyata tidak boleh bercampur.", "Sample figures and real ones must not mix.",
        "Angka contoh memakai indikator contoh-… dalam dataset bertanda contoh.", "Sample figures use contoh-… indicators in a dataset marked as sample.";
    NumberFormat = "number_format", Row, Reject,
        "Ini bukan angka yang dapat dibaca dengan pasti.", "This is no number that can be read with certainty.",
        "Tulis angka saja, tanpa satuan dan tanpa spasi.", "Write the number alone, without unit or spaces.";
    NotInteger = "not_integer", Row, Reject,
        "Jumlah harus bilangan bulat.", "A count must be a whole number.",
        "Tulis jumlah orang atau wilayah, bukan persentase.", "Write the number of people or areas, not a percentage.";
    NegativeCount = "negative_count", Row, Reject,
        "Jumlah tidak mungkin negatif.", "A count is never negative.",
        "Perbaiki angkanya.", "Mend the number.";
    NumeratorExceeds = "numerator_exceeds", Row, Reject,
        "Pembilang lebih besar daripada penyebut.", "The numerator is larger than the denominator.",
        "Periksa kedua jumlah; mungkin tertukar.", "Check both counts; they may be swapped.";
    CoverageOver100 = "coverage_over_100", Row, Warn,
        "Cakupan di atas 100 %: sasaran proyeksi lebih kecil daripada yang dilayani.", "Coverage over 100 %: the projected target is smaller than those served.",
        "Tidak perlu tindakan; angka disimpan dan ditandai.", "Nothing needs to be done; the figure is kept and flagged.";
    DenominatorZero = "denominator_zero", Row, Warn,
        "Penyebut nol: dicatat sebagai belum diukur, bukan 0 %.", "The denominator is zero: kept as not measured, not as 0 %.",
        "Isi jumlah yang diukur bila ada.", "Give the number measured, if there is one.";
    PercentRange = "percent_range", Row, Reject,
        "Persentase di luar 0 sampai 100.", "The percentage is outside 0 to 100.",
        "Periksa angkanya.", "Check the number.";
    UnitMismatch = "unit_mismatch", Row, Reject,
        "Satuan tidak cocok dengan indikatornya.", "The unit does not fit the indicator.",
        "Periksa kolom satuan dan indikator.", "Check the columns for unit and indicator.";
    PeriodMissing = "period_missing", Row, Reject,
        "Periode tidak ada.", "The period is missing.",
        "Isi tahun (2024), bulan (2024-08) atau hari (2024-08-31).", "Give a year (2024), month (2024-08) or day (2024-08-31).";
    PeriodFormat = "period_format", Row, Reject,
        "Periode tidak dapat dibaca.", "The period cannot be read.",
        "Tulis 2024, 2024-08 atau 2024-08-31.", "Write 2024, 2024-08 or 2024-08-31.";
    DateFormat = "date_format", Row, Reject,
        "Tanggal tidak dapat dibaca.", "The date cannot be read.",
        "Tulis 2023-06-07 atau 7 Juni 2023.", "Write 2023-06-07 or 7 Juni 2023.";
    DateOrder = "date_order", Row, Reject,
        "Urutan tanggal bertentangan: yang akhir mendahului yang awal.", "The dates contradict each other: the later one comes first.",
        "Periksa tanggal, batas awal, selesai dan tanggal diketahui.", "Check the date, its lower bound, the end and the day it was known.";
    DuplicateKey = "duplicate_key", Row, Reject,
        "Sumber yang sama sudah memberi angka untuk wilayah, indikator dan periode ini.", "The same source has already given a figure for this area, indicator and period.",
        "Hapus salah satu barisnya.", "Remove one of the rows.";

    // Posyandu.
    IdFormat = "id_format", Row, Reject,
        "Pengenal tidak sah.", "The identifier is not valid.",
        "Pakai huruf, angka, tanda hubung, titik atau garis bawah, paling banyak 64.", "Use up to 64 letters, digits, hyphens, dots and underscores.";
    DuplicateId = "duplicate_id", Row, Reject,
        "Pengenal ini sudah dipakai baris sebelumnya.", "An earlier row has this identifier already.",
        "Beri setiap posyandu pengenal sendiri.", "Give every posyandu an identifier of its own.";
    ScheduleFormat = "schedule_format", Row, Reject,
        "Jadwal tidak dapat dibaca.", "The schedule cannot be read.",
        "Tulis \"tanggal 10\" atau \"Selasa minggu ke-2\", jam \"08.00-11.00\".", "Write \"tanggal 10\" or \"Selasa minggu ke-2\", hours \"08.00-11.00\".";
    DuplicateLocation = "duplicate_location", Row, Warn,
        "Posisi ini sama dengan posyandu lain.", "Another posyandu has the same position.",
        "Periksa apakah titiknya benar diukur.", "Check that the point was really measured.";
    PointOutsideArea = "point_outside_area", Row, Warn,
        "Titik terletak di luar kelurahan yang disebut.", "The point lies outside the kelurahan that it names.",
        "Periksa titiknya atau kode kelurahannya.", "Check the point or the code.";

    // Boundaries together.
    Overlap = "overlap", Row, Warn,
        "Wilayah ini bertumpang tindih dengan tetangganya.", "The area overlaps its neighbour.",
        "Rapikan garis batas bersama di berkas asal.", "Mend the common border in the original file.";
    Gap = "gap", Row, Warn,
        "Ada celah di antara wilayah.", "There is a gap between areas.",
        "Rapikan garis batas bersama di berkas asal.", "Mend the common border in the original file.";
}

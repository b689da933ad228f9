using System.Globalization;
using System.Net;
using System.Text;

namespace MultiBatch.Costs.Reporting;

/// <summary>Puts a page together: headings, a card, bar charts, tables and lists, in a style that works from a telephone to a wall.</summary>
internal sealed class HtmlPage
{
    private const string Style = """
        :root{--ink:#1c2430;--dim:#5b6675;--line:#d9dee6;--paper:#fff;--shade:#f4f6f9;--aws:#b45f06;--azure:#1f6fb5;--google:#2e7d4f;--local:#6b5b95}
        @media(prefers-color-scheme:dark){:root{--ink:#e6eaf0;--dim:#9aa6b5;--line:#38414e;--paper:#151a21;--shade:#1e252f;--aws:#e69138;--azure:#5ba7e8;--google:#58b27c;--local:#a795d6}}
        *{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
        main{max-width:1240px;margin:0 auto;padding:24px 20px 40px}h1{font-size:1.6rem;line-height:1.2;margin:0 0 4px}h2{font-size:1.1rem;margin:32px 0 8px}
        p{margin:0 0 8px}.dim{color:var(--dim);font-size:.9rem}
        .card{background:var(--shade);border:1px solid var(--line);border-radius:10px;padding:16px 18px;margin:20px 0 0}.card .where{font-weight:600}.card .sum{font-size:2rem;font-weight:700;line-height:1.2}
        .bars{display:grid;grid-template-columns:minmax(120px,max-content) 1fr max-content;gap:6px 12px;align-items:center;margin-top:12px}
        .item{display:contents}.bars .name{min-width:0;overflow-wrap:anywhere;line-height:1.25}.bars .name small{display:block;color:var(--dim);font-size:.8rem}
        .track{position:relative;height:22px;background:var(--shade);border-radius:4px;overflow:hidden}.bar{position:absolute;left:0;top:0;bottom:0;border-radius:4px}
        .guess{background-image:repeating-linear-gradient(135deg,rgba(255,255,255,.28) 0 4px,transparent 4px 9px)}
        .range{position:absolute;top:10px;height:2px;background:var(--ink);opacity:.7}.range:after{content:"";position:absolute;right:0;top:-4px;height:10px;width:2px;background:var(--ink)}.range.open:after{width:0;height:0;background:none;border:5px solid transparent;border-left-color:var(--ink);border-right:0}
        .amount{text-align:right;font-variant-numeric:tabular-nums;font-weight:600;white-space:nowrap}
        .wide{overflow-x:auto;border:1px solid var(--line);border-radius:8px}table{border-collapse:collapse;width:100%;font-size:.84rem}th,td{padding:6px 9px;text-align:left;border-bottom:1px solid var(--line);white-space:nowrap}
        td.w{white-space:normal;min-width:13em}tr:last-child td{border-bottom:0}th{background:var(--shade);font-weight:600}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
        ul{margin:0;padding-left:20px}li{margin:2px 0;overflow-wrap:anywhere}.key{display:inline-block;width:10px;height:10px;border-radius:2px;margin-right:6px}
        footer{margin-top:36px;padding-top:12px;border-top:1px solid var(--line);color:var(--dim);font-size:.85rem}
        @media(max-width:640px){main{padding:16px 14px 32px}h1{font-size:1.35rem}.card .sum{font-size:1.7rem}
        .bars{display:block}.item{display:grid;grid-template-columns:1fr max-content;gap:2px 10px;align-items:end;margin-bottom:12px}.item .track{order:3;grid-column:1/-1}
        .wide{border:0;overflow:visible}table,tbody{display:block}thead{display:none}tr{display:block;border:1px solid var(--line);border-radius:8px;padding:6px 10px;margin-bottom:10px}
        td,td.n,td.w{display:flex;min-width:0;justify-content:space-between;gap:12px;text-align:right;white-space:normal;border-bottom:0;padding:2px 0;overflow-wrap:anywhere}td:before{content:attr(data-h);color:var(--dim);text-align:left;white-space:nowrap}}
        @media print{.card,.wide{break-inside:avoid}}
        """;

    // Longer than a range, shorter than a machine with its size.
    private const int LongCell = 28;

    private readonly StringBuilder _text = new(16 * 1024);

    public HtmlPage(string title) => _text
        .Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
        .Append(Encode(title)).Append("</title>\n<style>\n").Append(Style).Append("\n</style>\n</head>\n<body>\n<main>\n");

    public void Heading(string title, string below) => Add($"<h1>{Encode(title)}</h1>\n<p class=\"dim\">{Encode(below)}</p>\n");

    public void Card(string where, string sum, string how, string why) =>
        Add($"<section class=\"card\"><div class=\"where\">{Encode(where)}</div><div class=\"sum\">{Encode(sum)}</div><p>{Encode(how)}</p><p class=\"dim\">{Encode(why)}</p></section>\n");

    public void Bars(string title, string below, IEnumerable<HtmlBar> bars)
    {
        var all = bars.ToList();
        if (all.Count == 0)
        {
            return;
        }

        // A range may go far beyond what is compared: it is then cut, and its end is an arrow.
        var longest = all.Max(bar => bar.Value);
        var end = Math.Max(longest, Math.Min(all.Max(bar => bar.High ?? bar.Value), longest * 2));
        Add($"<h2>{Encode(title)}</h2>\n<p class=\"dim\">{Encode(below)}</p>\n<div class=\"bars\" role=\"list\">\n");
        foreach (var bar in all)
        {
            Bar(bar, end);
        }

        _text.Append("</div>\n");
    }

    public void Table(string title, IReadOnlyList<string> columns, IEnumerable<string[]> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0)
        {
            return;
        }

        var isNumber = columns.Select((_, column) => all.All(row => IsNumber(row[column]))).ToList();
        Add($"<h2>{Encode(title)}</h2>\n<div class=\"wide\"><table>\n<thead><tr>");
        for (var column = 0; column < columns.Count; column++)
        {
            Add($"<th{(isNumber[column] ? " class=\"n\"" : string.Empty)}>{Encode(columns[column])}</th>");
        }

        _text.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in all)
        {
            _text.Append("<tr>");
            for (var column = 0; column < columns.Count; column++)
            {
                var key = column == 0 && Color(row[0]) is { } color ? $"<span><i class=\"key\" style=\"background:{color}\"></i>{Encode(row[0])}</span>" : $"<span>{Encode(row[column])}</span>";
                Add($"<td data-h=\"{Encode(columns[column])}\"{(isNumber[column] ? " class=\"n\"" : row[column].Length > LongCell ? " class=\"w\"" : string.Empty)}>{key}</td>");
            }

            _text.Append("</tr>\n");
        }

        _text.Append("</tbody></table></div>\n");
    }

    public void List(string title, IEnumerable<string> items)
    {
        var all = items.Distinct().ToList();
        if (all.Count == 0)
        {
            return;
        }

        Add($"<h2>{Encode(title)}</h2>\n<ul>\n");
        foreach (var item in all)
        {
            Add($"<li>{Encode(item)}</li>\n");
        }

        _text.Append("</ul>\n");
    }

    public void Footer(string text) => Add($"<footer>{Encode(text)}</footer>\n");

    public override string ToString() => _text + "</main>\n</body>\n</html>\n";

    private void Bar(HtmlBar bar, decimal end)
    {
        var color = Color(bar.Kind) ?? "var(--dim)";
        Add($"<div class=\"item\" role=\"listitem\"><div class=\"name\">{Encode(bar.Label)}<small>{Encode(bar.Detail)}</small></div>");
        Add($"<div class=\"track\"><div class=\"bar{(bar.IsGuess ? " guess" : string.Empty)}\" style=\"width:{Share(bar.Value, end)}%;background-color:{color}\"></div>");
        if (bar.High is { } high && high > bar.Value)
        {
            var from = bar.Low ?? bar.Value;
            Add($"<div class=\"range{(high > end ? " open" : string.Empty)}\" style=\"left:{Share(from, end)}%;width:{Share(Math.Min(high, end) - from, end)}%\"></div>");
        }

        Add($"</div><div class=\"amount\">{Encode(bar.Text)}</div></div>\n");
    }

    private void Add(string text) => _text.Append(text);

    private static string? Color(string kind) => kind is "aws" or "azure" or "google" or "local" ? $"var(--{kind})" : null;

    private static string Share(decimal part, decimal end) => (end == 0 ? 0 : part / end * 100).ToString("0.##", CultureInfo.InvariantCulture);

    private static bool IsNumber(string text) => text.Length > 0 && (char.IsDigit(text[text.Length - 1]) || text == "unknown") && text.All(character => char.IsDigit(character) || character is '$' or ',' or '.' || text == "unknown");

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}

using MultiBatch.Emulators.Aws.Wire;

namespace MultiBatch.Emulators.Aws.Logs;

/// <summary>A filter pattern of plain terms: words, <c>"phrases"</c>, <c>-words</c> that must not be there, <c>?words</c> of which one must be.</summary>
internal sealed class FilterTerms
{
    private readonly List<string> _all = [];
    private readonly List<string> _none = [];
    private readonly List<string> _any = [];

    public static FilterTerms Parse(string? pattern)
    {
        var terms = new FilterTerms();
        var text = (pattern ?? string.Empty).Trim();
        if (text.StartsWith('{') || text.StartsWith('[') || text.StartsWith('%'))
        {
            throw new AwsException("InvalidParameterException", 400, "The emulator knows filter patterns of terms only, not those of JSON, fields and regular expressions.");
        }

        for (var at = 0; at < text.Length;)
        {
            if (text[at] == ' ')
            {
                at++;
                continue;
            }

            var target = text[at] == '-' ? terms._none : text[at] == '?' ? terms._any : terms._all;
            at += text[at] is '-' or '?' ? 1 : 0;
            var isQuoted = at < text.Length && text[at] == '"';
            at += isQuoted ? 1 : 0;
            var end = text.IndexOf(isQuoted ? '"' : ' ', at);
            end = end < 0 ? text.Length : end;
            target.Add(text[at..end]);
            at = end + (isQuoted ? 1 : 0);
        }

        return terms;
    }

    public bool Match(string message) =>
        _all.TrueForAll(term => message.Contains(term, StringComparison.Ordinal))
        && !_none.Exists(term => message.Contains(term, StringComparison.Ordinal))
        && (_any.Count == 0 || _any.Exists(term => message.Contains(term, StringComparison.Ordinal)));
}

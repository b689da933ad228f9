using FsCheck;
using FsCheck.Fluent;
using MultiBatch.Catalogue.Files;

namespace MultiBatch.Client.Tests.Catalogue.Files;

public sealed class KeyPathTests
{
    private const string Alphabet = "abcxyzABCXYZ0189.-_";

    private static readonly Gen<string> Segments =
        from length in Gen.OneOf(Gen.Choose(1, 8), Gen.Choose(1, 128))
        from text in Gen.ArrayOf(Gen.Elements(Alphabet.ToCharArray()), length)
        let segment = new string(text)
        select segment[0] == '.' ? "x" + segment[1..] : segment;

    private static readonly Gen<string> OddSegments =
        Gen.Elements("con", "CON", "Nul", "com1", "aux.json", "a.json", "a.", "A.", "lpt9.x", "x.JSON", new string('A', 128), new string('a', 128));

    private static readonly Arbitrary<string[]> Keys =
        (from depth in Gen.Choose(1, 4)
         from segments in Gen.ArrayOf(Gen.Frequency((4, Segments), (1, OddSegments)), depth)
         select segments).ToArbitrary();

    [Theory]
    [InlineData("prod", "prod.json")]
    [InlineData("local/default/queues/high-priority", "local/default/queues/high-priority.json")]
    [InlineData("Prod", "prod+1.json")]
    [InlineData("prOD", "prod+c.json")]
    [InlineData("eu-West", "eu-west+8.json")]
    [InlineData("con", "+con.json")]
    [InlineData("NUL/x", "+nul+7/x.json")]
    [InlineData("a.json/b", "a.json+/b.json")]
    [InlineData("a./b", "a.+/b.json")]
    public void A_key_is_a_readable_path(string key, string path) =>
        Assert.Equal(path.Replace('/', Path.DirectorySeparatorChar), KeyPath.OfDocument(KeyPath.Split(key, "key")));

    [Fact]
    public void A_path_leads_back_to_its_key() => Prop.ForAll(Keys, key =>
    {
        var names = KeyPath.OfDocument(key).Split(Path.DirectorySeparatorChar);

        var back = names.Take(names.Length - 1).Select(KeyPath.SegmentOfFolder).Append(KeyPath.SegmentOfDocument(names[^1]));

        Assert.Equal(key, back);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Two_keys_never_share_a_name_whatever_the_file_system_makes_of_case() => Prop.ForAll(Keys, Keys, (one, other) =>
    {
        if (!one.SequenceEqual(other))
        {
            Assert.NotEqual(KeyPath.OfDocument(one), KeyPath.OfDocument(other), StringComparer.OrdinalIgnoreCase);
        }

        // The same key but for its case is the pair that matters most.
        var swapped = one.Select(segment => new string(segment.Select(Swap).ToArray())).ToArray();
        if (!one.SequenceEqual(swapped))
        {
            Assert.NotEqual(KeyPath.OfDocument(one), KeyPath.OfDocument(swapped), StringComparer.OrdinalIgnoreCase);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_name_is_one_that_a_file_system_cannot_keep() => Prop.ForAll(Keys, key =>
    {
        var names = KeyPath.OfDocument(key).Split(Path.DirectorySeparatorChar);
        Assert.All(names, name =>
        {
            // With room for the name of the temporary file beside it.
            Assert.InRange(name.Length, 1, 250);
            Assert.False(name.EndsWith('.') || name.EndsWith(' ') || name.StartsWith('.'), name);
            Assert.DoesNotMatch("^(?i:con|prn|aux|nul|com[0-9]|lpt[0-9])(\\.|$)", name);
        });
        Assert.All(names.SkipLast(1), folder => Assert.False(folder.EndsWith(".json", StringComparison.OrdinalIgnoreCase), folder));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("a/")]
    [InlineData("/a")]
    [InlineData("a//b")]
    [InlineData("..")]
    [InlineData("a/../b")]
    [InlineData(".hidden")]
    [InlineData("a/.locks")]
    [InlineData("a\\b")]
    [InlineData("C:")]
    [InlineData("C:/x")]
    [InlineData("a b")]
    [InlineData("a\0b")]
    [InlineData("ä")]
    [InlineData("a+b")]
    [InlineData("~")]
    public void What_is_no_key_is_refused(string key) => Assert.Throws<ArgumentException>("parameter", () => KeyPath.Split(key, "parameter"));

    [Fact]
    public void A_segment_has_at_most_128_characters()
    {
        Assert.Single(KeyPath.Split(new string('x', 128), "key"));
        Assert.Throws<ArgumentException>(() => KeyPath.Split(new string('x', 129), "key"));
    }

    [Theory]
    [InlineData("Prod.json")]
    [InlineData("prod - Copy.json")]
    [InlineData("prod+0.json")]
    [InlineData("prod+.json")]
    [InlineData("prod.txt")]
    [InlineData(".prod.json.tmp")]
    [InlineData("con.json")]
    public void A_file_made_by_somebody_else_is_no_document(string name) => Assert.Null(KeyPath.SegmentOfDocument(name));

    private static char Swap(char c) => char.IsUpper(c) ? char.ToLowerInvariant(c) : char.ToUpperInvariant(c);
}

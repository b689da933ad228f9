using System.Reflection;
using MultiBatch.Emulators.Aws;
using MultiBatch.Emulators.Google;
using MultiBatch.Emulators.Quirks;
using MultiBatch.Emulators.Tests.Support;

namespace MultiBatch.Emulators.Tests.Quirks;

public sealed class QuirkTableTests
{
    private static readonly string[] Clouds = ["aws", "google"];

    private static readonly IReadOnlyList<Quirk> All = [.. AwsEmulator.AllQuirks, .. GoogleEmulator.AllQuirks];

    [Fact]
    public void Every_quirk_has_a_test_that_shows_the_service_with_it_and_without()
    {
        var tested = typeof(QuirkTableTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetCustomAttributesData())
            .Where(attribute => attribute.AttributeType == typeof(TraitAttribute) && (string?)attribute.ConstructorArguments[0].Value == "Quirk")
            .Select(attribute => (string)attribute.ConstructorArguments[1].Value!)
            .Where(id => Array.Exists(Clouds, cloud => id.StartsWith(cloud + ".", StringComparison.Ordinal)))
            .ToList();

        Assert.Equal(All.Select(quirk => quirk.Id).Order(), tested.Order());
    }

    [Fact]
    public void Ids_are_unique_and_what_is_not_assumed_says_where_it_is_known_from()
    {
        Assert.Equal(All.Count, All.Select(quirk => quirk.Id).Distinct().Count());
        Assert.All(All.Where(quirk => quirk.Source is QuirkSource.Documentation or QuirkSource.Issue), quirk => Assert.NotNull(quirk.Reference));
    }

    [Fact]
    public async Task The_readme_lists_what_is_assumed()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(Programs.RepositoryRoot, "README.md"));
        var expected = QuirkMarkdown.Assumed(All);

        Assert.Contains($"<!-- assumed quirks -->\n{expected}<!-- /assumed quirks -->", readme, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_on_emulators_has_the_whole_table()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Programs.RepositoryRoot, "docs", "emulators.md"));
        foreach (var (cloud, quirks) in new[] { ("aws", AwsEmulator.AllQuirks), ("google", GoogleEmulator.AllQuirks) })
        {
            var expected = QuirkMarkdown.Table(quirks);

            Assert.True(page.Contains($"<!-- {cloud} quirks -->\n{expected}<!-- /{cloud} quirks -->", StringComparison.Ordinal), "The table in docs/emulators.md should be:\n" + expected);
        }
    }

    [Fact]
    public async Task An_unknown_quirk_cannot_be_switched_off()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => AwsEmulator.StartAsync(new AwsEmulatorOptions { QuirksOff = ["aws.no-such-quirk"] }));

        Assert.Contains("aws.list-default-running", error.Message, StringComparison.Ordinal);
    }
}

using MultiBatch.Emulators.Azure;
using MultiBatch.Emulators.Quirks;
using MultiBatch.Emulators.Tests.Quirks;
using MultiBatch.Emulators.Tests.Support;

namespace MultiBatch.Emulators.Tests.Azure;

public sealed class AzureQuirkTableTests
{
    [Fact]
    public void Every_quirk_has_a_test_that_shows_the_service_with_it_and_without()
    {
        var tested = typeof(AzureQuirkTests).GetMethods()
            .SelectMany(method => method.GetCustomAttributesData())
            .Where(attribute => attribute.AttributeType == typeof(TraitAttribute) && (string?)attribute.ConstructorArguments[0].Value == "Quirk")
            .Select(attribute => (string)attribute.ConstructorArguments[1].Value!);

        Assert.Equal(AzureEmulator.AllQuirks.Select(quirk => quirk.Id).Order(), tested.Order());
    }

    [Fact]
    public void What_is_not_assumed_says_where_it_is_known_from()
    {
        Assert.Equal(AzureEmulator.AllQuirks.Count, AzureEmulator.AllQuirks.Select(quirk => quirk.Id).Distinct().Count());
        Assert.All(AzureEmulator.AllQuirks.Where(quirk => quirk.Source is QuirkSource.Documentation or QuirkSource.Issue), quirk => Assert.NotNull(quirk.Reference));
    }

    [Fact]
    public async Task The_readme_lists_what_is_assumed()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(Programs.RepositoryRoot, "README.md"));
        var expected = QuirkMarkdown.Assumed(AzureEmulator.AllQuirks);

        Assert.True(readme.Contains($"<!-- assumed azure quirks -->\n{expected}<!-- /assumed azure quirks -->", StringComparison.Ordinal), "The list in README.md should be:\n" + expected);
    }

    [Fact]
    public async Task The_page_on_emulators_has_the_whole_table()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Programs.RepositoryRoot, "docs", "emulators.md"));
        var expected = QuirkMarkdown.Table(AzureEmulator.AllQuirks);

        Assert.True(page.Contains($"<!-- azure quirks -->\n{expected}<!-- /azure quirks -->", StringComparison.Ordinal), "The table in docs/emulators.md should be:\n" + expected);
    }
}

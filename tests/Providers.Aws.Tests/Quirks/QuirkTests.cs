using MultiBatch.Emulators.Aws;

namespace MultiBatch.Providers.Aws.Tests.Quirks;

/// <summary>
/// Each peculiarity of the service that the emulator imitates matters to the provider: over HTTP, with it and without, something comes out differently.
/// A quirk that nothing here depended on would be one that nobody needs, or one that the provider overlooks.
/// </summary>
public sealed class QuirkTests : IAsyncLifetime
{
    private QuirkBench _bench = null!;

    public static TheoryData<string> Ids => new(QuirkScenarios.All.Keys);

    public async Task InitializeAsync() => _bench = await QuirkBench.StartAsync();

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_provider_depends_on_it(string quirk)
    {
        var scenario = QuirkScenarios.All[quirk];
        foreach (var other in scenario.Off)
        {
            _bench.Emulator.Quirks.Set(other, isOn: false);
        }

        var with = await scenario.Observe(_bench);
        _bench.IsOn = false;
        _bench.Emulator.Quirks.Set(quirk, isOn: false);
        var without = await scenario.Observe(_bench);

        Assert.Equal((scenario.With, scenario.Without), (with, without));
        Assert.NotEqual(with, without);
    }

    [Fact]
    public void Every_quirk_has_a_scenario_or_a_reason_why_the_provider_cannot_notice_it()
    {
        Assert.Equal(
            AwsEmulator.AllQuirks.Select(quirk => quirk.Id).Order(StringComparer.Ordinal),
            QuirkScenarios.All.Keys.Concat(QuirkScenarios.Unnoticed.Keys).Order(StringComparer.Ordinal));
        Assert.True(QuirkScenarios.Unnoticed.Count <= 4);
        Assert.All(QuirkScenarios.Unnoticed.Values, Assert.NotEmpty);
    }
}

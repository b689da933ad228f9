namespace MultiBatch.Providers.Local.Tests.Journal.Support;

/// <summary>The record of the tests: a number that counts up, and some text.</summary>
internal sealed record Change
{
    public required int Id { get; init; }

    public string? Text { get; init; }

    public static Change Of(int id, string? text = null) => new() { Id = id, Text = text };
}

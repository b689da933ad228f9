using System.Text.Json.Serialization;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Planning;

namespace MultiBatch.Serialization;

/// <summary>The text form of the enumerations of the models, the same in job files, options and results: camel case, read without case.</summary>
public static class EnumText
{
    /// <summary>Converters for the enumerations of the models.</summary>
    internal static IReadOnlyList<JsonConverter> Converters { get; } =
    [
        new EnumConverter<JobState>(),
        new EnumConverter<JobCause>(),
        new EnumConverter<CpuArchitecture>(),
        new EnumConverter<PurchaseKind>(),
        new EnumConverter<AttemptAction>(),
        new EnumConverter<DependencyMode>(),
        new EnumConverter<DependencyCondition>(),
        new EnumConverter<EnvironmentKind>(),
        new EnumConverter<EnvironmentStatus>(),
        new EnumConverter<DispositionKind>(),
    ];

    /// <summary>The text of a value, as <c>dependencyFailed</c>; <c>on-demand</c> and the like for ways to buy.</summary>
    public static string Format<T>(T value)
        where T : struct, Enum => EnumNames<T>.Format(value);

    /// <summary>Reads the text of a value, without regard to case, hyphens and underscores.</summary>
    public static bool TryParse<T>(string? text, out T value)
        where T : struct, Enum => EnumNames<T>.TryParse(text, out value);

    /// <summary>The texts of all values, in order.</summary>
    public static IReadOnlyList<string> Names<T>()
        where T : struct, Enum => EnumNames<T>.All;
}

using System.Reflection;

namespace MultiBatch.Conformance;

/// <summary>The suites there are, and the check that a provider's tests derive them all.</summary>
public static class ConformanceSuites
{
    /// <summary>Every suite of this package.</summary>
    public static IReadOnlyList<Type> All { get; } =
        typeof(ConformanceSuite).Assembly.GetExportedTypes()
            .Where(type => type.IsAbstract && type.IsSubclassOf(typeof(ConformanceSuite)))
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .ToList();

    /// <summary>Fails unless each suite is derived for the harness, or excluded with a reason, and not both.</summary>
    /// <typeparam name="THarness">The harness: a class counts for it when its constructor takes one.</typeparam>
    /// <param name="tests">The assembly of the provider's tests.</param>
    /// <param name="exclusions">Suites left out, each with the reason.</param>
    public static void AssertDerived<THarness>(Assembly tests, IReadOnlyDictionary<Type, string>? exclusions = null)
        where THarness : ConformanceHarness
    {
        ArgumentNullException.ThrowIfNull(tests);

        var derived = tests.GetTypes()
            .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(ConformanceSuite)) && IsFor<THarness>(type))
            .SelectMany(type => All.Where(suite => type.IsSubclassOf(suite)))
            .ToList();
        var excluded = exclusions ?? new Dictionary<Type, string>();
        var findings = All.Where(suite => !derived.Contains(suite) && !excluded.ContainsKey(suite))
            .Select(suite => $"{suite.Name} is neither derived for {typeof(THarness).Name} nor excluded with a reason.")
            .Concat(excluded.Where(item => derived.Contains(item.Key)).Select(item => $"{item.Key.Name} is both derived and excluded."))
            .Concat(excluded.Where(item => string.IsNullOrWhiteSpace(item.Value)).Select(item => $"{item.Key.Name} is excluded without a reason."))
            .ToList();
        Assert.True(findings.Count == 0, string.Join("\n", findings));
    }

    private static bool IsFor<THarness>(Type type) =>
        type.GetConstructors().Any(constructor => constructor.GetParameters().Any(parameter => parameter.ParameterType == typeof(THarness)));
}

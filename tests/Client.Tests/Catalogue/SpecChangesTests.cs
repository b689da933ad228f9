using System.Reflection;
using System.Text.Json;
using MultiBatch.Catalogue;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Queues;

namespace MultiBatch.Client.Tests.Catalogue;

/// <summary>No field of an update may be forgotten: each is set alone and must be the one that changes.</summary>
public sealed class SpecChangesTests
{
    /// <summary>A value before (0) and another after (1) the update.</summary>
    private static readonly Dictionary<Type, Func<int, object>> Values = new()
    {
        [typeof(int)] = which => which + 5,
        [typeof(double)] = which => which + 2.5,
        [typeof(bool)] = which => which == 0,
        [typeof(string)] = which => $"text {which}",
        [typeof(TimeSpan)] = which => TimeSpan.FromMinutes(which + 1),
        [typeof(ByteSize)] = which => ByteSize.FromGibibytes(which + 3),
        [typeof(EnvironmentKind)] = which => (EnvironmentKind)which,
        [typeof(CpuArchitecture)] = which => (CpuArchitecture)which,
        [typeof(Purchase)] = which => Purchase.SpotThenOnDemand(which + 1),
        [typeof(IReadOnlyList<string>)] = which => new[] { $"item {which}" },
        [typeof(IReadOnlyDictionary<string, string>)] = which => new Dictionary<string, string> { ["key"] = $"{which}" },
        [typeof(IReadOnlyDictionary<string, JsonElement>)] = which => new Dictionary<string, JsonElement> { [$"provider{which}"] = default },
    };

    public static TheoryData<string> QueueFields => [.. Fields(typeof(JobQueueSpec))];

    public static TheoryData<string> EnvironmentFields => [.. Fields(typeof(ComputeEnvironmentSpec))];

    [Theory]
    [MemberData(nameof(QueueFields))]
    public void Every_field_of_a_queue_can_be_changed_alone(string path) =>
        Check(path, () => new JobQueueSpec { Name = "q" }, SpecChanges.Apply);

    [Theory]
    [MemberData(nameof(EnvironmentFields))]
    public void Every_field_of_an_environment_can_be_changed_alone(string path) =>
        Check(path, () => new ComputeEnvironmentSpec { Name = "e" }, SpecChanges.Apply);

    private static void Check<T>(string path, Func<T> empty, Func<T, T, T> apply)
        where T : notnull
    {
        var full = empty();
        foreach (var field in Fields(typeof(T)))
        {
            Set(full, field, 0);
        }

        var changes = empty();
        Set(changes, path, 1);

        Assert.Equal(Get(changes, path), Get(apply(empty(), changes), path));
        Assert.Equal(Get(full, path), Get(apply(full, empty()), path));
        var changed = apply(full, changes);
        Assert.All(Fields(typeof(T)), field => Assert.Equal(Get(field == path ? changes : full, field), Get(changed, field)));
        Assert.NotEqual(Get(full, path), Get(changed, path));
    }

    private static IEnumerable<string> Fields(Type type) => type.GetProperties().Where(property => property.Name != "Name" && property.CanWrite).SelectMany(property =>
        Values.ContainsKey(Plain(property))
            ? [property.Name]
            : Plain(property).GetProperties().Where(inner => inner.CanWrite).Select(inner => property.Name + "." + inner.Name));

    private static void Set(object target, string path, int which)
    {
        var names = path.Split('.');
        if (names.Length == 2)
        {
            var outer = target.GetType().GetProperty(names[0])!;
            if (outer.GetValue(target) is null)
            {
                outer.SetValue(target, Activator.CreateInstance(outer.PropertyType));
            }

            target = outer.GetValue(target)!;
        }

        var property = target.GetType().GetProperty(names[^1])!;
        property.SetValue(target, Values[Plain(property)](which));
    }

    private static object? Get(object target, string path) =>
        path.Split('.').Aggregate((object?)target, (current, name) => current?.GetType().GetProperty(name)!.GetValue(current));

    private static Type Plain(PropertyInfo property) => Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
}

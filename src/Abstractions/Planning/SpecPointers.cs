namespace MultiBatch.Planning;

/// <summary>JSON Pointers of the fields of a job spec. Those of list items and of labels are made by <see cref="Item"/>.</summary>
public static class SpecPointers
{
    /// <summary>The whole spec.</summary>
    public const string Root = "";

    /// <summary>Field <c>name</c>.</summary>
    public const string Name = "/name";

    /// <summary>Field <c>queue</c>.</summary>
    public const string Queue = "/queue";

    /// <summary>Field <c>definition</c>.</summary>
    public const string Definition = "/definition";

    /// <summary>Field <c>parameters</c>.</summary>
    public const string Parameters = "/parameters";

    /// <summary>Field <c>command</c>.</summary>
    public const string Command = "/command";

    /// <summary>Field <c>script</c>.</summary>
    public const string Script = "/script";

    /// <summary>Field <c>image</c>.</summary>
    public const string Image = "/image";

    /// <summary>Field <c>env</c>.</summary>
    public const string Env = "/env";

    /// <summary>Field <c>secrets</c>.</summary>
    public const string Secrets = "/secrets";

    /// <summary>Field <c>mounts</c>; items are <c>/mounts/0/source</c> and so on.</summary>
    public const string Mounts = "/mounts";

    /// <summary>Field <c>resources/vcpus</c>.</summary>
    public const string VCpus = "/resources/vcpus";

    /// <summary>Field <c>resources/memory</c>.</summary>
    public const string Memory = "/resources/memory";

    /// <summary>Field <c>resources/gpu/count</c>.</summary>
    public const string GpuCount = "/resources/gpu/count";

    /// <summary>Field <c>resources/gpu/model</c>.</summary>
    public const string GpuModel = "/resources/gpu/model";

    /// <summary>Field <c>resources/architecture</c>.</summary>
    public const string Architecture = "/resources/architecture";

    /// <summary>Field <c>resources/machineType</c>.</summary>
    public const string MachineType = "/resources/machineType";

    /// <summary>Field <c>resources/bootDisk/size</c>.</summary>
    public const string BootDiskSize = "/resources/bootDisk/size";

    /// <summary>Field <c>resources/bootDisk/type</c>.</summary>
    public const string BootDiskType = "/resources/bootDisk/type";

    /// <summary>Field <c>resources/dataDisk/size</c>.</summary>
    public const string DataDiskSize = "/resources/dataDisk/size";

    /// <summary>Field <c>resources/dataDisk/type</c>.</summary>
    public const string DataDiskType = "/resources/dataDisk/type";

    /// <summary>Field <c>resources/dataDisk/mountPath</c>.</summary>
    public const string DataDiskMountPath = "/resources/dataDisk/mountPath";

    /// <summary>Field <c>identity/task</c>.</summary>
    public const string IdentityTask = "/identity/task";

    /// <summary>Field <c>identity/execution</c>.</summary>
    public const string IdentityExecution = "/identity/execution";

    /// <summary>Field <c>exclusive</c>.</summary>
    public const string Exclusive = "/exclusive";

    /// <summary>Field <c>purchase</c>.</summary>
    public const string Purchase = "/purchase";

    /// <summary>Field <c>attempts/max</c>.</summary>
    public const string MaxAttempts = "/attempts/max";

    /// <summary>Field <c>attempts/rules</c>; items are <c>/attempts/rules/0/exitCodes</c> and so on.</summary>
    public const string AttemptRules = "/attempts/rules";

    /// <summary>Field <c>attempts/otherwise</c>.</summary>
    public const string AttemptOtherwise = "/attempts/otherwise";

    /// <summary>Field <c>timeout</c>.</summary>
    public const string Timeout = "/timeout";

    /// <summary>Field <c>priority</c>.</summary>
    public const string Priority = "/priority";

    /// <summary>Field <c>labels</c>.</summary>
    public const string Labels = "/labels";

    /// <summary>Field <c>dependsOn</c>; items are <c>/dependsOn/0/job</c> and so on.</summary>
    public const string DependsOn = "/dependsOn";

    /// <summary>Field <c>array/size</c>.</summary>
    public const string ArraySize = "/array/size";

    /// <summary>Field <c>array/tasks</c>.</summary>
    public const string ArrayTasks = "/array/tasks";

    /// <summary>Field <c>array/parallelism</c>.</summary>
    public const string ArrayParallelism = "/array/parallelism";

    /// <summary>Field <c>native</c>; sections are <c>/native/aws</c> and so on.</summary>
    public const string Native = "/native";

    /// <summary>The pointer of something below a field, escaped as RFC 6901 says.</summary>
    /// <param name="pointer">The field.</param>
    /// <param name="key">The key or index below it.</param>
    public static string Item(string pointer, object key) =>
        pointer + "/" + Convert.ToString(key, System.Globalization.CultureInfo.InvariantCulture)!.Replace("~", "~0").Replace("/", "~1");
}

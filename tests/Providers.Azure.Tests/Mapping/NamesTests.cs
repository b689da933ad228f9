using MultiBatch.Jobs;
using MultiBatch.Providers.Azure.Mapping;
using MultiBatch.Submissions;

namespace MultiBatch.Providers.Azure.Tests.Mapping;

public class NamesTests
{
    private static readonly string Id = SubmissionId.FromText("named").ToString();

    [Fact]
    public void Ids_of_tasks_tell_what_they_are()
    {
        Assert.Equal((Id, null, false), TaskIds.Split(Id));
        Assert.Equal((Id, 17, false), TaskIds.Split(TaskIds.Child(Id, 17)));
        Assert.Equal((Id, 17, false), TaskIds.Split(TaskIds.Child(Id, 17).ToUpperInvariant()));
        Assert.Equal((Id, null, true), TaskIds.Split(TaskIds.Barrier(Id, 2)));
        Assert.Equal(("task-1", null, false), TaskIds.Split("task-1"));
        Assert.Equal((Id + "-x", null, false), TaskIds.Split(Id + "-x"));
        Assert.True(TaskIds.Barrier(Id, 99).Length <= 64 && TaskIds.Child(Id, 99_999).Length <= 64);
    }

    [Theory]
    [InlineData("main-g1", "main", 1)]
    [InlineData("a-g-g12", "a-g", 12)]
    [InlineData("MAIN-G3", "MAIN", 3)]
    [InlineData("main-g0", null, 0)]
    [InlineData("main-gx", null, 0)]
    [InlineData("main", null, 0)]
    [InlineData("-g1", null, 0)]
    public void Ids_of_azure_jobs_tell_queue_and_generation(string id, string? queue, int number) =>
        Assert.Equal(queue is null ? null : (queue, number), GenerationIds.Parse(id));

    [Theory]
    [InlineData(0, -1000)]
    [InlineData(999, 1000)]
    [InlineData(500, 1)]
    public void Priorities_are_scaled_and_scaled_back(int priority, int native)
    {
        Assert.Equal(native, QueuePriorities.ToNative(priority));
        Assert.All(Enumerable.Range(0, 1000), one => Assert.Equal(one, QueuePriorities.FromNative(QueuePriorities.ToNative(one))));
        Assert.All(Enumerable.Range(0, 999), one => Assert.True(QueuePriorities.ToNative(one) < QueuePriorities.ToNative(one + 1)));
    }

    [Theory]
    [InlineData("Standard_D2s_v5", 2, 8, CpuArchitecture.Amd64, 0)]
    [InlineData("standard_d4s_v3", 4, 16, CpuArchitecture.Amd64, 0)]
    [InlineData("Standard_D2ps_v5", 2, 8, CpuArchitecture.Arm64, 0)]
    [InlineData("Standard_D8ls_v5", 8, 16, CpuArchitecture.Amd64, 0)]
    [InlineData("Standard_E16as_v5", 16, 128, CpuArchitecture.Amd64, 0)]
    [InlineData("Standard_E8-4s_v5", 4, 64, CpuArchitecture.Amd64, 0)]
    [InlineData("Standard_F4s_v2", 4, 8, CpuArchitecture.Amd64, 0)]
    [InlineData("standard_d1_v2", 1, 3.5, CpuArchitecture.Amd64, 0)]
    [InlineData("STANDARD_A1_V2", 1, 2, CpuArchitecture.Amd64, 0)]
    [InlineData("Standard_NC6s_v3", 6, 112, CpuArchitecture.Amd64, null)]
    [InlineData("Standard_NC24ads_A100_v4", 24, 220, CpuArchitecture.Amd64, null)]
    public void A_size_is_read_from_its_name(string name, int vCpus, double gibibytes, CpuArchitecture architecture, int? gpus)
    {
        var size = VmSize.Find(name)!;

        Assert.Equal((vCpus, gibibytes, architecture, gpus), (size.VCpus, size.Gibibytes, size.Architecture, size.Gpus));
    }

    [Theory]
    [InlineData("Basic_A1")]
    [InlineData("something")]
    [InlineData("")]
    public void Of_other_names_nothing_is_known(string name) => Assert.Null(VmSize.Find(name));

    [Theory]
    [InlineData(1, null, 4)]
    [InlineData(4, null, 16)]
    [InlineData(0.5, null, 2)]
    [InlineData(0.1, null, 1)]
    [InlineData(1, 8, 8)]
    [InlineData(1, 1, 4)]
    [InlineData(5, null, 20)]
    [InlineData(1, 17, 17)]
    public void A_task_takes_the_slots_of_its_larger_share(double vCpus, int? gibibytes, int slots) =>
        Assert.Equal(slots, Slots.OfTask(16, VmSize.Find("Standard_D4s_v5"), vCpus, gibibytes is { } size ? ByteSize.FromMebibytes(size * 1024L) : null));

    [Fact]
    public void A_node_has_no_more_slots_than_the_service_allows()
    {
        Assert.Equal((4, 16, 256, 256), (Slots.OfNode(1), Slots.OfNode(4), Slots.OfNode(64), Slots.OfNode(120)));
        Assert.Equal(3, Slots.OfTask(1, null, 2.5, null));
    }
}

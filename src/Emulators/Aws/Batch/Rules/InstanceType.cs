namespace MultiBatch.Emulators.Aws.Batch.Rules;

/// <summary>What a machine of a type has.</summary>
internal sealed record InstanceType(string Name, double VCpus, double MemoryMiB, int Gpus);

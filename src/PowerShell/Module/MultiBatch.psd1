@{
    RootModule             = 'MultiBatch.psm1'
    ModuleVersion          = '0.1.0'
    CompatiblePSEditions   = @('Core', 'Desktop')
    GUID                   = '6c1c3c0e-6a0d-4f4e-9d0f-3b8f2f6f1c57'
    Author                 = 'The MultiBatch authors'
    CompanyName            = 'The MultiBatch authors'
    Copyright              = 'Copyright (c) The MultiBatch authors'
    Description            = 'Batch computing with one set of cmdlets: environments, queues, job definitions and jobs, the same on this machine and on every provider. The connection decides where a script runs.'
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    FunctionsToExport      = @()
    CmdletsToExport        = @(
        'Compare-BatchCost'
        'Connect-Batch'
        'Disconnect-Batch'
        'Find-BatchMachine'
        'Get-BatchCapability'
        'Get-BatchConnection'
        'Get-BatchEnvironment'
        'Get-BatchJob'
        'Get-BatchJobDefinition'
        'Get-BatchJobLog'
        'Get-BatchPlan'
        'Get-BatchQueue'
        'Measure-BatchCost'
        'New-BatchEnvironment'
        'New-BatchQueue'
        'Register-BatchJobDefinition'
        'Remove-BatchConnection'
        'Remove-BatchEnvironment'
        'Remove-BatchQueue'
        'Restart-BatchJob'
        'Set-BatchEnvironment'
        'Set-BatchQueue'
        'Stop-BatchJob'
        'Submit-BatchJob'
        'Test-BatchConnection'
        'Test-BatchJob'
        'Unregister-BatchJobDefinition'
        'Update-BatchPrice'
        'Wait-BatchJob'
    )
    VariablesToExport      = @()
    AliasesToExport        = @()
    PrivateData            = @{
        PSData = @{
            Tags       = @('batch', 'jobs', 'queue', 'hpc', 'aws', 'azure', 'google', 'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS')
            LicenseUri = 'https://opensource.org/license/mit'
        }
    }
}

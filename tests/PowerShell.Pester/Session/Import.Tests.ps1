BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
}

Describe 'Importing the module' {
    It 'takes its folder as it is and exports what the manifest names' {
        $seen = Invoke-Session {
            $module = Import-Module $args[0] -PassThru
            $manifest = Import-PowerShellDataFile $args[0]
            [pscustomobject]@{
                Exported = @($module.ExportedCmdlets.Keys | Sort-Object)
                Named = @($manifest.CmdletsToExport | Sort-Object)
                Functions = $module.ExportedFunctions.Count
                Variables = $module.ExportedVariables.Count
            }
        }
        $seen.Exported | Should -Be $seen.Named
        $seen.Exported | Should -Contain 'Submit-BatchJob'
        $seen.Functions | Should -Be 0
        $seen.Variables | Should -Be 0
    }

    It 'says nothing and warns of nothing' {
        $said = Invoke-Session { Import-Module $args[0] *>&1 | ForEach-Object { "$_" } }
        $said | Should -BeNullOrEmpty
    }

    It 'works again after -Force, with the connections it had' {
        $seen = Invoke-Session {
            Import-Module $args[0]
            Connect-Batch -Provider local -Name kept | Out-Null
            Import-Module $args[0] -Force
            Import-Module $args[0] -Force
            [pscustomobject]@{
                Cmdlets = (Get-Module MultiBatch).ExportedCmdlets.Count
                Connections = @(Get-BatchConnection | ForEach-Object Name)
                State = (Submit-BatchJob -Command 'true' -Wait).State.ToString()
            }
        }
        $seen.Cmdlets | Should -BeGreaterThan 20
        $seen.Connections | Should -Contain 'kept'
        $seen.State | Should -Be 'Succeeded'
    }

    It 'works again after it was removed' {
        $seen = Invoke-Session {
            Import-Module $args[0]
            $first = (Submit-BatchJob -Command 'true' -Wait).State.ToString()
            Remove-Module MultiBatch
            $gone = $null -eq (Get-Command Submit-BatchJob -ErrorAction SilentlyContinue)
            Import-Module $args[0]
            [pscustomobject]@{ First = $first; Gone = $gone; Second = (Submit-BatchJob -Command 'true' -Wait).State.ToString() }
        }
        $seen.First | Should -Be 'Succeeded'
        $seen.Gone | Should -BeTrue
        $seen.Second | Should -Be 'Succeeded'
    }

    It 'shares its types between two imports, so that old objects still bind' {
        $seen = Invoke-Session {
            Import-Module $args[0]
            $job = Submit-BatchJob -Command 'true' -Wait
            Import-Module $args[0] -Force
            ($job | Get-BatchJob).Reference -eq $job.Reference
        }
        $seen | Should -BeTrue
    }

    It 'is found by name from PSModulePath and loads on the first use of a cmdlet' {
        $seen = Invoke-Session -Environment @{ PSModulePath = (Split-Path $env:MULTIBATCH_MODULE) + [IO.Path]::PathSeparator + $env:PSModulePath } {
            (Get-BatchCapability).GetType().Name | Select-Object -First 1
            (Get-Module MultiBatch).Name
        }
        @($seen)[-1] | Should -Be 'MultiBatch'
    }
}

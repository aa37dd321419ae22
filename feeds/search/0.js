audiopub.segment(0,[["rubio-lawrow","Rubio–Lawrow: Das Wichtigste","20. Oktober 2025","de"]],["23"]);
